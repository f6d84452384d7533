"""A group of commands in which the first word is a command's name or the first argument of the group's own work."""

from __future__ import annotations

from typing import ClassVar

import click

__all__ = ["CommandsOrArguments", "Fallback"]


class CommandsOrArguments(click.Group):
    """A first word that is no command's name begins the arguments of the hidden command `fallback`, a `Fallback`."""

    fallback: ClassVar[str]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the fallback's name first unless a command stands there."""
        names = {name for name in self.list_commands(ctx) if name != self.fallback}
        return super().parse_args(ctx, args if args and args[0] in names else [self.fallback, *args])


class _Nameless(click.Context):
    @property
    def command_path(self) -> str:
        return self.parent.command_path if self.parent else super().command_path


class Fallback(click.Command):
    """A group's own work: help and errors leave out its name, which nobody has to type; its help lists the others."""

    context_class = _Nameless

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the group's commands."""
        super().format_options(ctx, formatter)
        if ctx.parent is not None and isinstance(ctx.parent.command, click.Group):
            ctx.parent.command.format_commands(ctx.parent, formatter)
