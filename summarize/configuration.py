"""What the command is set to beside its flags: a settings file, and environment variables of this program's own.

Only the command looks here; the library reads no file and, SUMMARIZE_MODEL aside, no variable. What comes later wins:
defaults, the settings file, the environment, flags. A file's paths are relative to its folder.

    model = "ollama/qwen3"
    timeout = 300
    cache = "~/answers"    # false: answers are not kept
    format = "markdown"
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, get_args, get_type_hints
from urllib.parse import urlsplit

from summarize.errors import ConfigurationError
from summarize.render import FORMATS, TOGETHER
from summarize.render.safe import visible
from summarize.settings import Settings

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["FIELDS", "FILE", "Configuration", "Merged", "address", "load", "settings_file"]

FILE: Final = "summarize.toml"
_PREFIX: Final = "SUMMARIZE_"
FIELDS: Final = (*Settings.__dataclass_fields__, "format")
"""Everything that can be set: the fields of `Settings`, and the format of reports."""

_WORDS: Final = frozenset({"model", "base_url", "cache"})
"""Taken from the environment as they are: there is nothing to check, and checking takes a slow import."""
_BOUNDS: Final[Mapping[str, Mapping[str, Any]]] = {  # those of the flags, where there is one
    "passes": {"ge": 1, "le": 5},
    "part_tokens": {"ge": 200},
    "answer_tokens": {"ge": 16},
    "timeout": {"gt": 0, "allow_inf_nan": False},
    "deadline": {"gt": 0, "allow_inf_nan": False},
    "concurrency": {"ge": 1},
    "max_bytes": {"ge": 1},
    "fetch_timeout": {"gt": 0, "allow_inf_nan": False},
    "model": {"min_length": 1},
    "base_url": {"min_length": 1},
}
_SHOWN: Final = 100
_SECRET: Final = re.compile(r"key|token|secret|passw|credential|auth", re.IGNORECASE)


class Merged(NamedTuple):
    """What holds, by its field's name, and where each was said: a file's path, a variable, or a flag."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a settings file and the environment set, checked.

    Attributes:
        file: the settings file; None when there is none.
        nearby: whether it was found in the working directory or above, where somebody else may have put it.
        in_file: what it sets.
        in_environment: what the environment sets.

    """

    file: Path | None = None
    nearby: bool = False
    in_file: Mapping[str, Any] = field(default_factory=dict)
    in_environment: Mapping[str, Any] = field(default_factory=dict)

    def merged(self, flags: Mapping[str, Any]) -> Merged:
        """All of it under `flags`, those that were given.

        An address and a mode belong to the provider that they were set with: another provider's key is not sent there.
        """
        values: dict[str, Any] = {}
        origins: dict[str, str] = {}
        layers = (
            (self.in_file, lambda _: str(self.file)),
            (self.in_environment, _variable),
            (flags, lambda key: f"--{key.replace('_', '-')}"),
        )
        for layer, named in layers:
            if "model" in layer and "model" in values and _provider(layer["model"]) != _provider(values["model"]):
                for of_provider in ("base_url", "mode"):
                    values.pop(of_provider, None)
                    origins.pop(of_provider, None)
            for key, value in layer.items():
                values[key] = value
                origins[key] = named(key)
        return Merged(values, origins)


def load() -> Configuration:
    """What the settings file and the environment set.

    Raises:
        ConfigurationError: the file cannot be read or used, or a variable cannot.

    """
    file, nearby = settings_file()
    in_file = _from_file(file) if file else {}
    if nearby and in_file.get("allow_private"):
        raise ConfigurationError(
            f"{file}: allow_private: only taken from a file that SUMMARIZE_CONFIG names, from your own folder of "
            "configurations, SUMMARIZE_ALLOW_PRIVATE or --allow-private"
        )
    named = {key: value for key in FIELDS if (value := os.environ.get(_variable(key)))}
    if named.keys() <= _WORDS:
        in_environment: Mapping[str, Any] = named | ({"cache": Path(named["cache"])} if "cache" in named else {})
    else:
        in_environment = _from_environment()
    return Configuration(file, nearby, in_file, in_environment)


def settings_file() -> tuple[Path | None, bool]:
    """The file that SUMMARIZE_CONFIG names, else the first one in the working directory, the folders above it as far as
    the home directory, and the user's folder of configurations; and whether it was found in one of the former.

    Raises:
        ConfigurationError: the named file is missing, or the one that was found belongs to somebody else.

    """
    named = os.environ.get(f"{_PREFIX}CONFIG")
    if named == os.devnull:
        return None, False
    if named:
        if not _is_file(Path(named)):
            raise ConfigurationError(f"SUMMARIZE_CONFIG: no file {named}")
        return Path(named), False
    for folder in _folders():
        path = folder / FILE
        if _is_file(path):
            if not _ours(path):
                raise ConfigurationError(
                    f"{path} belongs to another user: SUMMARIZE_CONFIG={path} trusts it, {os.devnull} does without"
                )
            return path, True
    from platformdirs import user_config_path

    own = user_config_path("summarize", appauthor=False) / FILE
    return (own, False) if _is_file(own) else (None, False)


def address(url: str) -> str | None:
    """A server's address as it may be shown: without credentials, query and fragment; None when it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    rest = f"{parts.path}?{parts.query}#{parts.fragment}"
    # A / or # in a password that was not escaped makes the rest of the password a path.
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in rest:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"


def _variable(key: str) -> str:
    return f"{_PREFIX}{key.upper()}"


def _provider(model: str) -> str:
    return re.split("[/:]", model, maxsplit=1)[0]


def _folders() -> tuple[Path, ...]:
    try:
        here = Path.cwd()
    except OSError:  # it was removed
        return ()
    folders = (here, *here.parents)
    with suppress(RuntimeError, ValueError):  # no home, or not above us
        return folders[: folders.index(Path.home()) + 1]
    return folders


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a folder that may not be looked into, a name that can be none
        return False


def _ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid in {os.getuid(), 0}


def _from_file(path: Path) -> Mapping[str, Any]:
    from tomllib import TOMLDecodeError

    from pydantic import ValidationError
    from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

    class InFile(BaseSettings):
        # Strict: "2" is no number. A variable always holds words.
        model_config = SettingsConfigDict(extra="forbid", strict=True, validate_default=False, toml_file=path)

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: Any, **__: Any
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (TomlConfigSettingsSource(settings_cls),)

    try:
        values = _set(InFile)
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {_why(error)}") from None
    except TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not TOML: {str(error)[:1].lower()}{str(error)[1:]}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: not UTF-8") from None
    except OSError as error:
        raise ConfigurationError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except RecursionError:
        raise ConfigurationError(f"{path}: not TOML: nested too deep") from None
    except ValueError:
        raise ConfigurationError(f"{path}: not TOML: a number in it is too long") from None
    return _usable(values, path)


def _usable(values: dict[str, Any], path: Path) -> Mapping[str, Any]:
    """What a file sets, as the rest of the program takes it."""
    if broken := next((key for key, value in values.items() if "\0" in str(value)), None):
        raise ConfigurationError(f"{path}: {broken}: input should have no null character")  # as no flag can
    if "@" in _netloc(values.get("base_url", "")):
        raise ConfigurationError(f"{path}: base_url: a password does not belong in a file: set {_variable('base_url')}")
    try:
        return _placed(values, path.absolute().parent)
    except RuntimeError:  # of somebody, or nobody, whom the system does not know
        raise ConfigurationError(f"{path}: no such home as a path in it begins with") from None


def _from_environment() -> Mapping[str, Any]:
    from pydantic import ValidationError
    from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

    class InEnvironment(BaseSettings):
        model_config = SettingsConfigDict(
            extra="ignore", env_prefix=_PREFIX, env_ignore_empty=True, validate_default=False
        )

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: Any, **__: Any
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (EnvSettingsSource(settings_cls),)

    try:
        return _set(InEnvironment)
    except ValidationError as error:
        key, _, why = _why(error).partition(": ")
        raise ConfigurationError(f"{_variable(key)}: {why}") from None


def _set(base: type[Any]) -> dict[str, Any]:
    """What `base`'s source sets."""
    from pydantic import Field, create_model

    fields: dict[str, Any] = {}
    for key, hint in {**get_type_hints(Settings), "format": Literal[tuple(FORMATS | TOGETHER)]}.items():
        # None can be said neither in TOML nor by a variable; a Literal's arguments are no types.
        kind: Any = next((k for k in get_args(hint) if k is not NoneType), hint) if NoneType in get_args(hint) else hint
        if key == "cache":
            kind = Annotated[Path, Field(strict=False)] | Literal[False]
        fields[key] = (kind, Field(None, **_BOUNDS.get(key, {})))
    values: dict[str, Any] = create_model(base.__name__, __base__=base, **fields)().model_dump(exclude_unset=True)
    return values


def _why(error: ValidationError) -> str:
    """The first thing that is wrong, a secret before all others; without what it is set to."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    unknown = [visible(str(e["loc"][0]))[:_SHOWN] for e in found if e["type"] == "extra_forbidden"]
    secret = next((key for key in unknown if _SECRET.search(key)), None)
    if secret is not None:
        return f"{secret}: a secret does not belong in a file: set the provider's variable, such as OPENAI_API_KEY"
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], FIELDS, 1)
        return f"{unknown[0]}: no such setting" + (
            f"; is {near[0]} meant?" if near else f": there are {', '.join(FIELDS)}"
        )
    key, message = found[0]["loc"][0], found[0]["msg"]
    if key == "cache":
        return "cache: input should be a folder's path, or false"
    return f"{key}: {message[:1].lower()}{message[1:]}"


def _netloc(url: str) -> str:
    with suppress(ValueError):
        return urlsplit(url).netloc
    return ""


def _placed(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The file's own paths as they are seen from anywhere."""
    if "cache" in values:
        values["cache"] = folder / values["cache"].expanduser() if values["cache"] else None
    kind, colon, rest = values.get("model", "").partition(":")
    if kind in {"gguf", "recorded"} and colon and rest:
        values["model"] = f"{kind}:{folder / Path(rest).expanduser()}"
    return values
