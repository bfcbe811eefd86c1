"""Phrases that protect whoever says them, or others: looked for right after words of danger (I-6, I-7)."""

from receivables.model.reading.intents import Intent
from receivables.model.reading.phrases import phrases

PROTECTING = {
    Intent.WRONG_PERSON: phrases(
        r"""
        \bno soy (?:yo|esa persona|ese senor|esa senora|la persona|quien busca)
        numero (?:\w+ ){0,2}equivocad; equivocad[oa]s? de (?:numero|persona)
        (?:equivoco|equivocaron|confundieron|equivocando|equivocado) de (?:numero|persona|telefono)
        este (?:numero|telefono|celular) no (?:es|pertenece|corresponde|le pertenece)
        no conozco a (?:esa|ese|esta|este|nadie|ningun\w*|dich\w+)
        (?:aqui|aca|ya) no vive; no vive (?:aqui|aca|en)
        """
    ),
    Intent.DECEASED: phrases(
        r"""
        \bfallec\w+; \bha(?:bia)? muerto\b; (?<!medidor )(?<!celular )\b(?:esta|estaba) muert[oa]\b
        \bmuri(?:o|eron)\b(?! (?:el|mi|la|su) (?:celular|telefono|bateria|medidor|perr[oa]|gat[oa]|internet|senal))
        \b(?:difunt|finad|finadit)[oa]s?\b
        \ben paz descans[ea]\b; \bdescans[ea] en paz\b; \bqepd\b; \bq e p d\b
        \bperdi(?:o|eron) la vida\b; \bdejo de existir\b; \bpaso a mejor vida\b
        \bse nos fue (?:al cielo|para siempre); \b(?:esta|estan) en el cielo\b
        \bpartio (?:al cielo|a la eternidad|de este mundo|a la presencia|con (?:el senor|dios))
        \bya no esta (?:con nosotros|entre nosotros|en este mundo|con vida)
        \b<kin> (?:era|fue) (?:el |la )?<holder>\b.* ya no (?:esta|vive|existe)\b(?! (?:aqui|aca|en)\b)
        \b<holder> (?:del \w+ )?(?:ya )?no (?:existe|esta con vida|esta viv[oa])
        \b(?:soy|quede|estoy) (?:la |el )?viud[oa]\b; \bviud[oa] del (?:titular|senor|duen[oa])
        \bse (?:suicido|quito la vida|mato|ahorco)\b.*\b(?:nombre|titular|cuenta|recibos?|suministro|contrato)\b
        \bdefuncion\b; \bdeceso\b; \b(?:velorio|sepelio|entierro) de\b; \bl[oa] (?:enterramos|velamos|sepultamos)\b
        """
    ),
    Intent.OPT_IN: phrases(
        r"""
        ^(?:alta|darme de alta|reanudar)$
        ^(?:quiero |deseo )?(?:volver a recibir|recibir (?:de nuevo|otra vez))(?: (?:<my>|sus )?(?:mensajes|avisos))?$
        ^(?:ya )?(?:quiero|deseo) (?:volver a )?recibir (?:<my>|sus )?(?:mensajes|avisos)(?: de nuevo)?$
        ^(?:si |ya |ahora si )?(?:me )?pueden (?:volver a )?escribir(?:me)?(?: (?:de nuevo|otra vez|nuevamente))?$
        si (?:me )?pueden escribirme
        """
    ),
    Intent.OPT_OUT: phrases(
        r"""
        ^(?:la |de |una )?(?:baja|alto|stop|unsubscribe|basta|basta ya)$
        ^(?:stop ?al|opt ?out|revoke|quit|end)$
        ^(?:parar?|paren?|pare ya|detener(?:se)?|detengan?(?:se)?)$
        (?:dar(?:me|nos)?|dame|deme|denme|de) de baja(?! (?:el|mi|la|del) (?:<service>))
        (?:quiero|solicito|pido) (?:la |mi )?baja$; desuscri; desafili; suscripcion
        \b(?:no|nunca|ni) (?:me |nos )?vuelvan? a <write>
        <not asked>\bno (?:me|nos|lo|la) <write>(?: mas)?$
        \bno (?:me|nos) sigan? <write>; <not asked>\bya no (?:me |nos )?<write>
        \bno (?:me |nos )?(?:esten |este )?<write us>\b; \bya no insist; \bya no quer(?:emos|o|ia) que
        \bno mas (?:mensajes|avisos|llamadas|spam)
        \bno (?:quiero|deseo|queremos) (?:mas|estos|sus|saber) ?\w* ?(?:mensaje|aviso|llamada|de ustedes)
        \bno (?:quiero|deseo|queremos) (?:recibir|que me <write us>)
        (?:dejen?|deja|dejar|paren?) (?:ya )?de (?:estar )?(?:me )?<write>
        (?:dejen?me|dejen?nos) (?:en paz|tranquil)
        (?<!donde )(?:quit|borr|elimin|saqu|retir|sac)\w* mi (?:numero|telefono|celular|contacto)
        (?<!no me )(?:quit|borr|elimin|saqu|retir|sac)\w* (?:me )?de (?:la |su |esta )?lista(?! de cort)
        (?:que|me) (?:me )?(?:quiten|borren|saquen|eliminen|retiren) (?:de|mi); lista de no llamar
        \b(?:es|son) acoso; acosando; acosan; (?:me|nos) tienen hart
        """
    ),
    Intent.LEGAL_THREAT: phrases(
        r"""
        \babogad; \bdemanda(?:r|re|rlos|ra|remos)?\b; denuncia(?:r|re|rlos|remos)\b; accion(?:es)? legal
        a juicio
        indecopi; sunass; carta (?:documento|notarial); defensoria
        """
    ),
    Intent.THIRD_PARTY_DATA: phrases(
        r"""
        a nombre de quien; (?:de quien|quien) es (?:el|la|ese|esa|este) (?:titular|usuari|duen|<supply>)
        (?:deuda|recibo|direccion|telefono|dni|saldo|nombre) (?:de|del) (?:<my>)?<else>
        muestra\w* (?:el |su )?(?:dni|documento|direccion|telefono)
        """
    ),
    Intent.ADVERSARIAL: phrases(
        r"""
        (?:ignor|olvid)\w* (?:tod[oa]s?|las|tus|lo|cualquier) (?:lo )?(?:anterior|instruccion|regla|previ)
        modo (?:administrador|desarrollador|debug|admin|root); \bsystem\b; \boverride\b; actua como; \bprompt\b
        (?:tus|quita las) (?:restricciones|instrucciones)
        (?:ejecuta|anula|borra|elimina|pon en cero)\w* .*(?:cargos?|deuda|saldo)
        """
    ),
}
"""In order of precedence."""
