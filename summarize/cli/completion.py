"""`summarize completion`: what a shell has to know so that the Tab key completes commands, options and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["complete_files", "complete_sets", "complete_words_and_files", "completion"]

_EPILOG = """\b
To have it in every new shell, once its folder is there (mkdir -p); bash needs the package bash-completion:
  bash  summarize completion bash > ~/.local/share/bash-completion/completions/summarize
  zsh   summarize completion zsh > "${fpath[1]}/_summarize"
  fish  summarize completion fish > ~/.config/fish/completions/summarize.fish
"""


@click.command(epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script by which SHELL completes commands, options and files."""
    from click.shell_completion import get_completion_class

    from summarize.render import screen

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click has all three
    # The name that the script is for is the one that it is installed under, however this process was started.
    screen.put(found(ctx.find_root().command, {}, "summarize", "_SUMMARIZE_COMPLETE").source())


def complete_files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Files and folders, which the shell finds itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_sets(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """What `summarize eval` scores: own sets, folders and label files; its commands where one could stand."""
    from click.shell_completion import CompletionItem

    from summarize.evals.gold import SETS

    own = [CompletionItem(name) for name in SETS if name.startswith(incomplete)]
    rest = complete_words_and_files if ctx.command.hidden else complete_files
    return [*own, *rest(ctx, parameter, incomplete)]


def complete_words_and_files(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """For the arguments of a `Fallback`: files, and where the first word is yet to come the group's commands.

    bash offers files only where no command begins with what is there: click's script cannot do both.
    """
    from click.core import ParameterSource
    from click.shell_completion import CompletionItem

    files = complete_files(ctx, parameter, incomplete)
    begun = any(ctx.get_parameter_source(p.name or "") is ParameterSource.COMMANDLINE for p in ctx.command.params)
    if begun or ctx.parent is None or not isinstance(ctx.parent.command, click.Group):
        return files
    group = ctx.parent.command
    commands = [(n, c) for n in group.list_commands(ctx.parent) if (c := group.get_command(ctx.parent, n))]
    words = [(name, command) for name, command in commands if name.startswith(incomplete) and not command.hidden]
    return [*files, *(CompletionItem(name, help=command.get_short_help_str()) for name, command in words)]
