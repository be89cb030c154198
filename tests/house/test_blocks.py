"""The rule of repeated blocks can fail: what it finds, and what it leaves alone."""

from tests.house.blocks import repeated

LENGTH = 12
BLOCK = ["def one(value0):", *(f"    value{n} = work(value{n - 1})" for n in range(1, LENGTH))]


def found(**texts: list[str]) -> list[str]:
    return [str(one) for one in repeated({name: "\n".join(lines) for name, lines in texts.items()}, length=LENGTH)]


def test_a_block_in_two_places_is_found_whole_however_it_is_indented_and_commented():
    inside = ["import os", "class B:", *(f"    {line}" for line in BLOCK[:4]), "", "    # of another place"]
    inside += [*(f"    {line}" for line in BLOCK[4:]), "        end()"]
    assert found(a=[*BLOCK, "    more()"], b=inside) == [f"a:1 = b:3, {LENGTH} lines"]
    assert found(a=[*BLOCK, "    end()"], b=inside) == [f"a:1 = b:3, {LENGTH + 1} lines"]
    assert found(a=[*BLOCK, *BLOCK]) == [f"a:1 = a:{LENGTH + 1}, {LENGTH} lines"]


def test_a_shorter_one_is_left_alone():
    assert found(a=BLOCK[:-1], b=BLOCK) == []
    assert found(a=[*BLOCK[:6], "    other()", *BLOCK[6:]], b=BLOCK) == []


def test_imports_docstrings_and_brackets_are_no_lines_of_a_block():
    imports = [f"from a{n} import b{n}" for n in range(LENGTH)]
    docstring = ['"""What it is for.', *(f"Line {n}." for n in range(LENGTH)), '"""']
    brackets = ["found = (", *["    (", "    ),"] * LENGTH, ")"]
    assert found(a=imports, b=imports) == []
    assert found(a=docstring, b=docstring) == []
    assert found(a=brackets, b=brackets) == []
