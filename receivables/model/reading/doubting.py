"""Phrases of people who doubt that a message is ours, and do well to ask."""

from receivables.model.reading.intents import Intent
from receivables.model.reading.phrases import phrases

DOUBTING = {
    Intent.AUTHENTICITY: phrases(
        r"""
        (?<!no )(?<!deuda )(?<!consumo )\b<is> <genuine>\b
        <this message> (?:si )?<is> (?:de )?(?:verdad|verdader[oa]|ciert[oa]|real|suy[oa]|ustedes|la empresa)\b
        (?<!no )<is> (?:verdad|ciert[oa]|real|de ustedes|de la empresa) <this message>
        (?:de verdad|en verdad|realmente|en serio) (?:\w+ ){0,3}(?:son|es) (?:de )?(?:ustedes|la empresa)
        (?:son|es) (?:de verdad|realmente|en verdad) (?:de )?(?:ustedes|la empresa)
        ^(?:esto )?(?:es|son) de (?:ustedes|verdad)$; (?:son|es) (?:ustedes )?de (?:confianza|la empresa de agua)
        (?:son|es) (?:ustedes )?los de verdad
        <how> (?:\w+ ){0,4}(?:que|si) (?:\w+ ){0,3}<is>\b(?: \w+){0,3} <we>
        <how> (?:\w+ ){0,4}(?:que|si) (?:\w+ ){0,3}(?:no )?<is>\b(?: \w+){0,2} <fraud>
        <how> (?:\w+ ){0,4}(?:que|si) (?:\w+ ){0,3}<is> <genuine>
        \b<is> (?:esto )?(?:un |una )?<fraud>\b; \bparece (?:un |una )?<fraud>\b; ^(?:un |una )?<fraud>$
        (?:me |nos )(?:quieren|van a|estan|quiere|va a) (?:a )?(?:estaf|enga)\w+; \bsuplant
        hac(?:e|en|iendo)(?:se)? pasar por
        (?:ustedes|usted|uds|fueron ustedes los que) (?:me |nos )?(?:envi|mand|escrib)\w+ <this message>
        (?:verific|comprob|compruebo|valid|confirm|chequ)\w* (?:\w+ ){0,3}(?:codigo|mensaje|aviso|correo|sms)\b
        codigo (?:\w+ ){0,2}(?:mensaje|aviso|correo|sms)\b; (?:puedo|debo|se puede) confiar
        """
    ),
}
"""They come after what protects, and before the questions of the trade."""
