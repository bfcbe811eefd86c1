"""Says in Spanish how a command was wrongly called, whatever language the library underneath speaks."""

from typer._click.exceptions import MissingParameter, NoSuchOption, UsageError  # the names that typer raises
from typer.exceptions import TyperException

HINT = "Pida ayuda con --help."
PHRASES = {
    "Value error, ": "",
    "Input should be a valid integer, unable to parse string as an integer": "no es un número entero",
    "Input should be a valid number, unable to parse string as a number": "no es un número",
    "Input should be less than or equal to": "no puede pasar de",
    "Input should be greater than or equal to": "no puede ser menor que",
    "'%Y-%m-%d'": "AAAA-MM-DD",
    "No such command": "No existe la orden",
    "Missing command.": "Falta la orden.",
    "is not one of": "no es uno de",
    "is not a valid integer.": "no es un número entero.",
    "is not a valid float.": "no es un número.",
    "is not a valid boolean.": "no es un sí o un no.",
    "does not match the formats": "no tiene la forma",
    "does not match the format": "no tiene la forma",
    "requires an argument.": "necesita un valor.",
    "Got unexpected extra argument(s)": "Sobra",
    "Got unexpected extra arguments": "Sobran argumentos",
    "Got unexpected extra argument": "Sobra un argumento",
    "Did you mean": "¿Quiso decir",
    "Invalid value for": "Valor incorrecto para",
    "Invalid value": "Valor incorrecto",
    "does not exist.": "no existe.",
    "is not in the range": "no está en el intervalo",
    "Option ": "La opción ",
    "File ": "El archivo ",
    "Directory ": "La carpeta ",
}


def explained(error: TyperException) -> str:
    """One or two lines for the person who typed the command."""
    if isinstance(error, NoSuchOption):
        return f"No existe la opción {error.option_name}. {HINT}"
    if isinstance(error, MissingParameter):
        name = error.param.get_error_hint() if error.param is not None else error.param_hint
        return f"Falta {name}. {HINT}"
    text = error.format_message() if isinstance(error, UsageError) else str(error)
    for english, spanish in PHRASES.items():
        text = text.replace(english, spanish)
    text = text.strip()
    return f"{text}{'.' if text and text[-1] not in '.?' else ''} {HINT}".strip()
