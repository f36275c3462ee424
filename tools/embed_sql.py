#!/usr/bin/env python3
"""Turns sql/*.sql and migrations/*.sql under the source tree into C++ (see src/platform/db/README.md).

For each folder <dir> that holds sql/<dir>_<words>.sql it writes <out>/<dir>/sql.hpp, which declares
`namespace xinglin::<dir>::sql { extern db::Statement const <words>; }`; <out>/statements.cpp defines them all and lists
them; <out>/migrations.cpp holds the migrations of all folders in one time line. A file is written only when it changed.
"""
import argparse
import hashlib
import pathlib
import re
import sys

KEYWORDS = set("""alignas alignof and asm auto bitand bitor bool break case catch char class compl concept const continue
default delete do double else enum explicit export extern false float for friend goto if inline int long mutable namespace
new noexcept not nullptr operator or private protected public register requires return short signed sizeof static struct
switch template this throw true try typedef typeid typename union unsigned using virtual void volatile while xor""".split())
ENGINES = ("sqlite", "postgres")
MARK = re.compile(r"^\s*--(?:\[(?P<open>[a-z][a-z0-9_]*)|(?P<close>\]))\s*$")
TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*')|(?P<name>"(?:[^"]|"")*")|(?P<line>--[^\n]*)|(?P<block>/\*.*?\*/)"""
    r"""|(?P<parameter>\$\d+)|(?P<cast>::)|(?P<end>;)|(?P<blank>\s+)|(?P<word>\w+)|(?P<other>.)""", re.S)
MAX_BLOCKS = 32


class Fault(Exception):
    """A file that cannot be embedded; the message names it."""


def clean(text, engine, where, portable):
    """Drops comments, folds blanks, numbers the placeholders for the engine; refuses a second statement."""
    out, ended = [], False
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind in ("line", "block", "blank"):
            out.append(" ")
            continue
        if ended:
            raise Fault(f"{where}: more than one statement")
        if kind == "end":
            ended = True
        elif kind == "cast" and (portable or engine == "sqlite"):
            raise Fault(f"{where}: '::' is PostgreSQL's alone, write CAST(x AS y)")
        elif kind == "parameter" and engine == "sqlite":
            out.append("?" + token[1:])
        else:
            out.append(token)
    return fold("".join(out))


def fold(text):
    """Folds runs of blanks outside quotes to one."""
    return "".join(" " if m.lastgroup == "blank" else m.group() for m in TOKEN.finditer(text))


def segments(text, engine, where, portable, blocks):
    """Cuts a statement at its block marks: [(text, index of block or -1)]. `blocks` collects the names."""
    parts, lines, current = [], [], -1

    def flush():
        if lines:
            parts.append(("\n".join(lines), current))
            lines.clear()

    for number, line in enumerate(text.split("\n"), 1):
        mark = MARK.match(line)
        if not mark:
            lines.append(line)
            continue
        flush()
        if mark["open"]:
            if current >= 0:
                raise Fault(f"{where}:{number}: a block within a block")
            if mark["open"] not in blocks:
                blocks.append(mark["open"])
            current = blocks.index(mark["open"])
        else:
            if current < 0:
                raise Fault(f"{where}:{number}: --] without --[name")
            current = -1
    if current >= 0:
        raise Fault(f"{where}: block {blocks[current]} is not closed")
    flush()
    if len(blocks) > MAX_BLOCKS:
        raise Fault(f"{where}: more than {MAX_BLOCKS} blocks")
    cleaned = [(clean(part, engine, where, portable), block) for part, block in parts]
    kept = [(part.strip(), block) for part, block in cleaned if part.strip()]
    return [((" " if index else "") + part, block) for index, (part, block) in enumerate(kept)]


def numbers_of(parts):
    found = set()
    for part, _ in parts:
        for match in TOKEN.finditer(part.replace("?", "$")):
            if match.lastgroup == "parameter":
                found.add(int(match.group()[1:]))
    return found


def split_name(path):
    """x.sqlite.sql → (x, sqlite); x.sql → (x, None)."""
    stem = path.name[: -len(".sql")]
    for engine in ENGINES:
        if stem.endswith("." + engine):
            return stem[: -len(engine) - 1], engine
    return stem, None


def read_pairs(files):
    """{name: {engine: (text, where, portable)}}; complains about halves of pairs."""
    found = {}
    for path in sorted(files):
        name, engine = split_name(path)
        slot = found.setdefault(name, {})
        for each in (engine,) if engine else ENGINES:
            if each in slot:
                raise Fault(f"{path}: {name} exists twice for {each}")
            slot[each] = (path.read_text(encoding="utf-8"), str(path), engine is None)
    for name, slot in found.items():
        if len(slot) != len(ENGINES):
            raise Fault(f"{next(iter(slot.values()))[1]}: its pair for the other engine is missing")
    return found


def literal(text):
    """A C++ string literal; long texts are cut, compilers need not take more than 64 KiB."""
    pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)] or [""]
    for piece in pieces:
        if ')sql"' in piece:
            raise Fault("text holds )sql\"")
    return " ".join(f'R"sql({piece})sql"' for piece in pieces)


def statement_source(full, word, slot):
    """The definition of one statement."""
    blocks, per_engine, numbers = [], {}, {}
    for engine in ENGINES:
        text, where, portable = slot[engine]
        per_engine[engine] = segments(text, engine, where, portable, blocks)
        if not per_engine[engine]:
            raise Fault(f"{where}: empty")
        numbers[engine] = numbers_of(per_engine[engine])
        if numbers[engine] and numbers[engine] != set(range(1, max(numbers[engine]) + 1)):
            raise Fault(f"{where}: placeholders are not $1…$n without gaps: {sorted(numbers[engine])}")
    if len(numbers["sqlite"]) != len(numbers["postgres"]):
        raise Fault(f"{slot['sqlite'][1]}: the engines' texts take different numbers of parameters")
    lines = []
    for engine in ENGINES:
        rows = ", ".join(f"{{{literal(text)}, {block}}}" for text, block in per_engine[engine])
        lines.append(f"static constexpr db::Segment {word}_{engine}[] = {{{rows}}};")
    if blocks:
        lines.append(f"static constexpr std::string_view {word}_blocks[] = "
                     + "{" + ", ".join(f'"{name}"' for name in blocks) + "};")
    lines.append(f'constinit db::Statement const {word}{{"{full}", {word}_sqlite, {word}_postgres, '
                 + (f"{word}_blocks" if blocks else "{}") + f", {len(numbers['sqlite'])}}};")
    return "\n".join(lines)


def embed_statements(src, out):
    folders = {}
    for folder in sorted(src.rglob("sql")):
        if folder.is_dir():
            folders.setdefault(folder.parent.name, []).extend(folder.glob("*.sql"))
    source = ["// Generated by tools/embed_sql.py."]
    body, listed = [], []
    for module, files in sorted(folders.items()):
        words = []
        for full, slot in sorted(read_pairs(files).items()):
            if not re.fullmatch(re.escape(module) + r"_[a-z0-9_]+", full):
                raise Fault(f"{slot['sqlite'][1]}: the name of a statement begins with {module}_")
            word = full[len(module) + 1:]
            if word in KEYWORDS:
                word += "_"
            words.append(word)
            body.append(f"namespace xinglin::{module}::sql {{\n{statement_source(full, word, slot)}\n}}")
            listed.append(f"&xinglin::{module}::sql::{word}")
        if not words:
            continue
        write(out / module / "sql.hpp", "\n".join(
            ["// Generated by tools/embed_sql.py.", "#pragma once", '#include "platform/db/statement.hpp"', "",
             f"namespace xinglin::{module}::sql {{"]
            + [f"extern db::Statement const {word};" for word in words] + ["}", ""]))
        source.append(f'#include "gen/{module}/sql.hpp"')
    source.append('#include "platform/db/statement.hpp"')
    source += body
    source.append("namespace xinglin::db {")
    if listed:
        source.append("static Statement const* const listed[] = {\n    " + ",\n    ".join(listed) + "};")
        source.append("std::span<Statement const* const> all_statements() { return listed; }")
    else:
        source.append("std::span<Statement const* const> all_statements() { return {}; }")
    source.append("}\n")
    write(out / "statements.cpp", "\n".join(source))


def migration_text(text, engine, where, portable):
    """A portable migration in the engine's types: every whole number has 64 bits, texts sort by code point."""
    if not portable:
        return text
    out, table = [], False
    tokens = list(TOKEN.finditer(text))
    for index, match in enumerate(tokens):
        kind, token = match.lastgroup, match.group()
        upper = token.upper()
        if kind in ("line", "block"):
            continue
        if kind == "cast":
            raise Fault(f"{where}: '::' is PostgreSQL's alone, write CAST(x AS y)")
        if kind == "word":
            before = [t.group().upper() for t in tokens[max(0, index - 6):index] if t.lastgroup in ("word", "other", "name")]
            if upper in ("WITHOUT", "ROWID") and engine == "postgres":
                continue
            if upper == "TABLE" and before and before[-1] == "CREATE":
                table = True
            if upper in ("BIGINT", "INTEGER", "INT"):
                token = "INTEGER" if engine == "sqlite" else "BIGINT"
            elif upper == "BLOB" and engine == "postgres":
                token = "BYTEA"
            elif upper == "TEXT" and engine == "postgres" and not (before and before[-1] == "AS"):
                token = 'TEXT COLLATE "C"'
            elif upper in ("BYTEA", "SERIAL", "BIGSERIAL", "AUTOINCREMENT", "VARCHAR", "BOOLEAN", "TIMESTAMP", "TIMESTAMPTZ",
                           "JSON", "JSONB", "SMALLINT", "NUMERIC", "REAL", "DOUBLE", "STRICT"):
                raise Fault(f"{where}: {upper} is not portable; use BIGINT, TEXT or BLOB, or a pair of files")
        if kind == "end":
            if table and engine == "sqlite":
                ended = "".join(out).rstrip()
                out = [ended + (" STRICT" if ended.endswith(")") else ", STRICT")]
            table = False
        out.append(token)
    return re.sub(r"\n\s*\n+", "\n", "".join(out)).strip() + "\n"


def embed_migrations(src, out):
    files = [path for folder in sorted(src.rglob("migrations")) if folder.is_dir() for path in folder.glob("*.sql")]
    rows, stamps = [], {}
    for full, slot in sorted(read_pairs(files).items()):
        where = slot["sqlite"][1]
        match = re.fullmatch(r"(\d{14})_([a-z0-9_]+)", full)
        if not match:
            raise Fault(f"{where}: a migration is named <YYYYMMDDHHMMSS>_<words>.sql")
        if match[1] in stamps:
            raise Fault(f"{where}: its stamp is taken by {stamps[match[1]]}")
        stamps[match[1]] = where
        texts = [literal(migration_text(*slot[engine][:1], engine, *slot[engine][1:])) for engine in ENGINES]
        sources = [slot[engine][0] for engine in ENGINES]
        digest = hashlib.sha256("\0".join(sources if sources[0] != sources[1] else sources[:1]).encode()).hexdigest()
        rows.append(f'{{"{match[1]}", "{match[2]}", "{digest}",\n{texts[0]},\n{texts[1]}}}')
    source = ["// Generated by tools/embed_sql.py.", '#include "platform/db/migration.hpp"', "namespace xinglin::db {"]
    if rows:
        source.append("static constexpr Migration line[] = {\n" + ",\n".join(rows) + "};")
        source.append("std::span<Migration const> all_migrations() { return line; }")
    else:
        source.append("std::span<Migration const> all_migrations() { return {}; }")
    source.append("}\n")
    write(out / "migrations.cpp", "\n".join(source))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--src", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args(arguments)
    try:
        embed_statements(options.src, options.out)
        embed_migrations(options.src, options.out)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
