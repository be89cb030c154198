"""The engine on a server or a cluster: Elasticsearch 9, on the same token stream as the embedded one."""

from ipplatform.search.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
