"""`feeder completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print shell completion.

    \b
    bash:  feeder completion bash >> ~/.bashrc
    zsh:   feeder completion zsh >> ~/.zshrc
    fish:  feeder completion fish > ~/.config/fish/completions/feeder.fish
    """
    from feeder.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "feeder", "_FEEDER_COMPLETE").source())
