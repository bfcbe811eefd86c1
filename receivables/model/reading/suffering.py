"""Words of whoever suffers violence at home, or fears it. A person takes over at once, as with danger to oneself."""

from receivables.model.reading.spoken import spoken_phrases

_PARTNER = "marido|espos*|pareja|conviviente|novio|novia|padrastro|madrastra|ex(espos*|pareja|marido)"
_KIN = (
    f"{_PARTNER}|ex|papa|papi|padre|mama|madre|hijo|hija|hijos|hijas|hermano|hermana|hermanos|hermanas|tio|tia"
    "|tios|tias|suegro|suegra|suegros|cunado|cunada|abuelo|abuela|abuelos|yerno|sobrino|primo"
)
_ONE_OF_THEM = (
    f"((mi|mis|su|nuestro|nuestra) (propi* )?(ex )?({_KIN})( mayor| menor| politic*)?"
    f"|(el|la) (ex )?({_PARTNER})|el papa de mi*)"
)
"""Kin by words that mean nothing else: neither "el tipo", "el titular" and "la tienda", nor "el tío del medidor"."""
_NO_THING = (
    "(?! (siempre |ya |otra vez |a )?(el|la|los|las|su|sus|mi|mis|un|una|este|esta|ese|esa|en la|en el|al) "
    "(recibo*|boleta*|factura*|medidor*|puerta*|timbre*|cano*|tubo*|tuberia*|caja|cuenta*|agua|papel*|aviso*|carta*"
    "|ventana*|pared*|porton|celular|telefono|llave*|bolsillo|economia|turno|dia|mes|deuda|gripe|virus|tos|resfri*"
    "|refri*|cocina|tele*|tanque|bomba))"
)
"""What is struck, burnt or touched is a person, unless a thing comes right after."""
_NO_TURN = f"{_NO_THING}(?! (a mi |ahora |hoy )?[^ ]+[aei]r(le|lo|la|les|los|las|me|te)?( |$))"
"""Nor a duty: "me toca pagar", or a pity: "me lastima ver su recibo"."""
_NO_BUSINESS = "(?! con (cortar*|denunciar*|demandar*|reclamar*|no pagar*))"
_NO_STAFF = "(?! (de|por) (parte|su|sus|ustedes|los trabajador*|el personal|la empresa)|( al| del) (cliente*|personal))"
SUFFERED = spoken_phrases(
    f"""
    {_ONE_OF_THEM} (ya |siempre |a veces |ebrio |borracho |de mi mama ){{0,3}}(me|nos|la|lo|les) (amenaz*{_NO_BUSINESS}|
        (golpe*|pega|pego|pegan|pegaron|pegaba|patea*|pateo|quemo){_NO_THING}|(toco|tocaba|toca|lastima*){_NO_TURN}|
        maltrat*|agred*|viol*|abus*|manose*|encierr*|encerr*|ahorc*|quiso matar|quiere matar|
        ha pegado|ha golpeado|tiene encerrad*|hace dano|apunal*|acuchill*|saca a golpes)
    (me|nos) ((golpe*|pego|pega|pegan|patea*){_NO_THING}|maltrat*|agred*|violo|viola|violaba|manosea*|
        tiene amenazad*) ~ {_ONE_OF_THEM}
    (marido|espos*|pareja|conviviente|novio|padrastro|papa|padre|hijo|hermano|tio) ~ (golpea|maltrata|agrede|viola|pega|
        abusa de) (a |mucho )?(mi|mis|nosotr*|los|las|su) (mama|hij*|herman*|nin*|abuel*|sobrin*|espos*)
    (me|nos) (encerr*|encierr*|tiene encerrad*|tienen encerrad*) ~ (casa|cuarto|llave|salir|habitacion|bano)
    no (me|nos) dej* salir (de (la|mi) (casa|cuarto|habitacion)|ni|me|y me|a la calle)
    (me|nos) amenaz* ~ con (un|una|el|la|su) (cuchillo|machete|pistola|arma|navaja|revolver|palo|botella|gasolina)
    (me|nos) amenaz* de muerte
    (me|nos) (puso|saco|apunta|apunto) ~ (cuchillo|machete|pistola|arma|navaja|revolver) ~ (cuello|pecho|cabeza|cara)
    (soy|fui|somos|es|era) victima* de (violencia|abuso*|maltrato*|violacion|golpes){_NO_STAFF}
    (sufro|sufrimos|vivo con|hay|vivimos) (violencia|maltrato*|golpes){_NO_STAFF}
    violencia (familiar|domestica|de genero|fisica|sexual|intrafamiliar)
    (abuso|abusan|abusa|abusaron) (sexual*|de mi|de mi hij*) (mi|un|el)
    (abuso|acoso) sexual
    me (violaron|violo|viola|estan violando|quieren violar|quiso violar)
    (miedo|terror|panico) ~ (mi|de mi|a mi|al|del) (marido|espos*|pareja|conviviente|novio|ex|padrastro|padre|papa)
    miedo ~ que (el )?(me|nos) (mate|pegue|golpee|haga dano|haga algo)
    (me|nos) (esta|estan) (golpeando|pegando|violando|ahorcando|agrediendo|maltratando)
    (quiso|intento|trato de) (ahorcarme|violarme|matarme|quemarme|apunalarme|asfixiarme|acuchillarme)
    (husband|boyfriend|partner|father|stepfather|dad|he|ex) (hits|beats|hurts|abuses|rapes|threatens|beat|
        hit|hurt) (me|us|my)
    (being|i m|i am) (beaten|abused|raped)
    """
)
