"""How an index lies on the server: its names, its mapping, and a document as it is sent. Knows no query.

Fields: t_* words, c_* codes, k_* facet values, s_* and n_* order values (texts and numbers apart), `words` the tokens
that a star may begin.
"""

import hashlib
import re
import uuid
from typing import Any

from django.conf import settings

from ipplatform.search.declarations import Document, IndexDeclaration, TextField, values_of
from ipplatform.search.tokens import is_cjk, stream

FORMAT = 1
LONGEST_VALUE = 8000
"""Letters of a facet value that fit into an index term of 32,766 bytes; a longer one is not counted."""


def alias_of(declaration: IndexDeclaration) -> str:
    """The name under which an index of this schema is read and written; another schema has another."""
    shape = hashlib.blake2b(f"{FORMAT}.{declaration.signature}".encode(), digest_size=6).hexdigest()
    return f"{family_of(declaration)}-{shape}"


def family_of(declaration: IndexDeclaration) -> str:
    """What the names of all generations of an index begin with."""
    return f"{settings.ELASTICSEARCH_PREFIX}-{declaration.name.lower()}"


def generation_new(declaration: IndexDeclaration) -> str:
    """The name of an index to build in; nothing is made."""
    return f"{alias_of(declaration)}-{uuid.uuid4().hex[:12]}"


def generation_first(declaration: IndexDeclaration) -> str:
    """The name of the empty index that the first of all processes makes; a second one finds it taken."""
    return f"{alias_of(declaration)}-first"


def building_alias(generation: str) -> str:
    """What an index is called while it is built."""
    return f"{generation}-building"


def is_alias(declaration: IndexDeclaration, name: str) -> bool:
    """Whether a name is the alias of this index, of any schema."""
    return re.fullmatch(rf"{re.escape(family_of(declaration))}-[0-9a-f]{{12}}", name) is not None


def is_generation(declaration: IndexDeclaration, name: str) -> bool:
    """Whether a name is one of this index's generations, of any schema."""
    return re.fullmatch(rf"{re.escape(family_of(declaration))}-[0-9a-f]{{12}}-([0-9a-f]{{12}}|first)", name) is not None


def settings_and_mapping(declaration: IndexDeclaration) -> dict[str, Any]:
    """The body that creates an index: one primary shard, so that counts are exact; a replica where there are nodes."""
    words = {
        "type": "text",
        "analyzer": "whitespace",
        "norms": False,
        # A lone CJK letter asks for all pairs that begin with it: one posting list instead of thousands.
        "index_prefixes": {"min_chars": 1, "max_chars": 1},
    }
    properties: dict[str, Any] = {
        "id": {"type": "long"},
        "fingerprint": {"type": "keyword", "index": False},
        "title_terms": {"type": "integer"},
        "words": {"type": "keyword", "doc_values": False},
    }
    for field in declaration.fields:
        code = {"type": "keyword", "doc_values": False}
        properties[field_of(field.name, text=isinstance(field, TextField))] = (
            words if isinstance(field, TextField) else code
        )
    for facet in declaration.facets:
        properties[facet_field(facet.name)] = {"type": "keyword", "ignore_above": LONGEST_VALUE}
    for sort in declaration.sorts:
        properties[f"s_{sort.name}"] = {"type": "keyword", "index": False, "ignore_above": LONGEST_VALUE}
        properties[f"n_{sort.name}"] = {"type": "long", "index": False}
    return {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        # The server need not keep what it never gives back: pages are read from the database.
        "mappings": {"dynamic": "strict", "_source": {"includes": ["fingerprint"]}, "properties": properties},
    }


def body_of(document: Document, fingerprint: str, declaration: IndexDeclaration) -> dict[str, Any]:
    """A document as the server gets it."""
    body: dict[str, Any] = {"id": document.id, "fingerprint": fingerprint, "title_terms": 0}
    words: set[str] = set()
    for field in declaration.fields:
        values = values_of(document.texts.get(field.name, ()))
        if isinstance(field, TextField):
            tokens = stream(list(values)).split()
            words.update(token for token in tokens if not is_cjk(token))
            if field.name == declaration.title:
                body["title_terms"] = len(tokens)
            if tokens:
                body[field_of(field.name, text=True)] = " ".join(tokens)
        else:
            codes = list(dict.fromkeys(token for value in values for token in field.stored(value)))
            words.update(codes)
            if codes:
                body[field_of(field.name, text=False)] = codes
    body["words"] = sorted(words)
    for facet in declaration.facets:
        if chosen := document.keywords.get(facet.name):
            body[facet_field(facet.name)] = list(chosen)
    for sort in declaration.sorts:
        value = document.sorts.get(sort.name)
        if value is not None:
            body[f"{'s' if isinstance(value, str) else 'n'}_{sort.name}"] = value
    return body


def field_of(name: str, *, text: bool) -> str:
    """The server's field of a declared text or code field."""
    return f"{'t' if text else 'c'}_{name}"


def facet_field(name: str) -> str:
    """The server's field of a facet's values."""
    return f"k_{name}"
