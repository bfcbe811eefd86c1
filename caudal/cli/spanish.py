"""The help of every verb in Spanish: what the library underneath would say in English, in one place."""

from typer import rich_utils
from typer._click.core import Command, Context  # what the library builds every verb on
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperOption

USAGE = {"[OPTIONS]": "[OPCIONES]", "COMMAND [ARGS]...": "ORDEN [ARGUMENTOS]..."}
TYPES = {
    "<bool>": "",
    "<int>": "<número>",
    "<int range>": "<número>",
    "<float>": "<número>",
    "<path>": "<ruta>",
    "<file>": "<archivo>",
    "<directory>": "<carpeta>",
    "<str>": "<texto>",
}
"""Of what an option takes: the choices of a closed list are shown as they are typed."""
HELP = "Muestra esta ayuda y termina."


class _Usage(HelpFormatter):
    """The line on how a verb is called."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """As the library does, in Spanish."""
        for english, spanish in USAGE.items():
            args = args.replace(english, spanish)
        super().write_usage(prog, args, prefix or "Uso: ")


def speak_spanish() -> None:
    """From now on. The library has no door for it: it reads these where it prints."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumentos"
    rich_utils.OPTIONS_PANEL_TITLE = "Opciones"
    rich_utils.COMMANDS_PANEL_TITLE = "Órdenes"
    rich_utils.REQUIRED_LONG_STRING = "[obligatorio]"
    rich_utils.DEFAULT_STRING = "[si no se indica: {}]"
    Context.formatter_class = _Usage
    shown, asked = TyperOption.display_type, Command.get_help_option  # an argument's is the same one

    def display_type(self: TyperOption | TyperArgument, ctx: Context) -> str:
        kind = shown(self, ctx)
        return TYPES.get(kind, kind)

    def get_help_option(self: Command, ctx: Context) -> TyperOption | None:
        option = asked(self, ctx)
        if option is not None:
            option.help = HELP
        return option

    for each in (TyperOption, TyperArgument):
        each.display_type = display_type  # type: ignore[method-assign,assignment]  # there is no other door
    Command.get_help_option = get_help_option  # type: ignore[method-assign]  # nor here
