"""`summarize doctor`: what would read, and what it has to do so. It tells of no key more than that there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import click

from summarize.cli.options import cache_folder, configured, merged_with, model_options
from summarize.render import screen

__all__ = ["doctor"]

_ASK = "Ask a model server on this machine (localhost) whether it is there; nothing is sent otherwise."


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--ask", is_flag=True, help=_ASK)
@model_options
def doctor(*, as_json: bool, ask: bool, no_cache: bool, **given: Any) -> int:
    """Tell which engine reads and why, and which keys, extras, caches and settings there are.

    Of a key it only tells whether it is set. The exit code is 1 when the model that is set up cannot read.
    """
    found = _findings(given, ask=ask, no_cache=no_cache)
    if as_json:
        import json

        from summarize.render.safe import escape_json

        screen.put(escape_json(json.dumps(found, ensure_ascii=False, indent=2)) + "\n")
    else:
        from summarize.render.safe import visible

        screen.put("".join(f"{visible(title):9} {visible(line)}\n" for title, line in _lines(found)))
    return 0 if found["engine"]["trouble"] is None else 1


def _findings(given: Mapping[str, Any], *, ask: bool, no_cache: bool) -> dict[str, Any]:
    from summarize.cli import checks
    from summarize.configuration import Configuration, address, settings_file
    from summarize.errors import ConfigurationError
    from summarize.settings import Settings

    trouble: str | None = None
    try:
        merged = merged_with(given)
        file, folder = configured().file, cache_folder()
    except click.UsageError as error:  # a doctor looks at the rest too
        from summarize.cli.options import default_cache_folder
        from summarize.configuration import Configuration

        trouble, file, folder = error.message, None, default_cache_folder()
        with suppress(ConfigurationError):
            file = settings_file()[0]
        merged = Configuration().merged({})
    settings = Settings(**{k: v for k, v in merged.values.items() if k in Settings.__dataclass_fields__})
    model = settings.model or "rules"
    url, variable = checks.base_url(model, settings)
    understood = trouble is None
    trouble = trouble or checks.unusable(model, settings)
    server = checks.server(url, ask=ask)
    if trouble is None and server is not None and server["answers"] is False:
        trouble = f"no server answers at {server['address']}"
    return {
        "engine": {
            "model": model if understood else None,
            "because": merged.origins.get("model", "default") if understood else None,
            "trouble": trouble,
            "base_url": address(url) if url else None,
            "base_url_because": (variable or merged.origins.get("base_url", "default")) if url else None,
        },
        "settings_file": str(file) if file else None,
        "settings": dict(merged.origins),
        "providers": checks.providers(),
        "extras": checks.extras(),
        "cache": checks.cache(folder, used=not no_cache and merged.values.get("cache", folder) is not None),
        "machine": checks.machine(),
        "proxies": checks.proxies(),
        "server": server,
    }


def _lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    engine = found["engine"]
    yield "engine", f"{engine['model']} ({engine['because']})" if engine["model"] else "not known"
    yield "", f"cannot read: {engine['trouble']}" if engine["trouble"] else "can read"
    if engine["base_url"]:
        yield "server", f"{engine['base_url']} ({engine['base_url_because']})"
    if (server := found["server"]) is not None:
        yield "", _server(server)
    yield "settings", f"file: {found['settings_file'] or 'none'}"
    for name, origin in found["settings"].items():
        yield "", f"{name} ({origin})"
    yield from _titled("keys", map(_key, found["providers"]))
    yield from _titled("extras", map(_extra, found["extras"]))
    yield "cache", _cache(found["cache"])
    yield from _machine(found["machine"])
    yield from _titled("proxies", (f"{name}: {url}" for name, url in found["proxies"].items()))


def _titled(title: str, lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    yield title, next(lines, "none")
    for line in lines:
        yield "", line


def _server(server: Mapping[str, Any]) -> str:
    if not server["asked"]:
        return "on this machine; --ask asks whether it is there"
    return f"answers (status {server['status']})" if server["answers"] else "does not answer"


def _key(provider: Mapping[str, Any]) -> str:
    name, variables = provider["name"], provider["variables"]
    if not variables:
        return f"{name}: needs none"
    return f"{name}: {provider['key_set']} is set" if provider["key_set"] else f"{name}: no {' or '.join(variables)}"


def _extra(extra: Mapping[str, Any]) -> str:
    there = ", ".join(f"{package} {version or 'missing'}" for package, version in extra["packages"].items())
    return f"{extra['name']}: {there}" + (f": {extra['install']}" if extra["install"] else "")


def _cache(cache: Mapping[str, Any]) -> str:
    from summarize.render.words import counted

    held = f"{cache['folder']}: {counted(cache['answers'], 'answer')}, {cache['bytes']:,} bytes"
    return held if cache["used"] else f"{held}; not used"


def _machine(machine: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    program = f"summarize {machine['summarize'] or '(not installed)'}"
    yield "program", f"{program}, Python {machine['python']}, {machine['system']}"
    if not machine["terminal"]:
        yield "output", "no terminal: UTF-8, no colours, 100 columns"
        return
    colors = "colours" if machine["color"] else "no colours"
    yield "output", f"terminal: {machine['encoding']}, {colors}, {machine['width']} columns"
    if not machine["shows_all"]:
        yield "", f"{machine['encoding']} cannot show all that reports hold: set a UTF-8 locale, such as LC_ALL=C.UTF-8"
