"""Phrases of the trade: debt, bills, payments, instalments, claims, service."""

from receivables.model.reading.intents import Intent
from receivables.model.reading.phrases import phrases

ASKING = {
    Intent.IRREGULAR: phrases(
        r"""
        \brob\w* (?:\w+ )?agua; clandestin\w+; (?:conexion|toma) (?:ilegal|pirata|chueca)
        sol[oa]s? se (?:re)?conect; manipul\w+ (?:\w+ )?medidor
        """
    ),
    Intent.AMEND_PLAN: phrases(
        r"""
        \b(?:cambi|ampli|modific|edit|reprogram|mov|corr|posterg|alarg|aplaz|reestructur)\w* (?:\w+ ){0,5}<plan>\b
        \b(?:bajar|bajen|reducir|reduzcan)(?:me)? (?:\w+ ){0,2}cuota
        """
    ),
    Intent.CLAIM_STATUS: phrases(
        r"""
        (?:estado|respuesta|resultado|numero|informacion) (?:de|del|a|de a) (?:<my>)?<case>
        me quedaron de llamar
        (?:que|como) (?:paso|va|fue|ha pasado|quedo|sigue)(?: con)? (?:<my>)?<case>
        ya (?:hice|puse|presente) (?:un|mi) reclamo
        """
    ),
    Intent.CUT_STATUS: phrases(
        r"""
        (?:me|nos) van a (?:cortar|suspender); (?:orden|fecha) de (?:corte|cierre|suspension)
        cuando (?:se suspende|(?:me |nos )?(?:suspenden|cortan|van a (?:cortar|suspender)))
        """
    ),
    Intent.RECONNECTION: phrases(
        r"""
        (?:cuanto|que) (?:cuesta|vale|sale|cobran)(?: por)?(?: la)? (?:reconexion|reapertura)
        reconex; reconect; reapert; reabr; rehabilit; reposicion; repon(?:er|gan)
        devuel\w* (?:el|mi) (?:agua|servicio)
        (?:me|nos) (?:han )?cort(?:aron|ado)(?!.*cobra); por ?que (?:me |nos )?(?:han )?<cut off>\b(?!.*cobra)
        sigo sin (?:el )?(?:agua|servicio)
        cuando (?:me |nos )?(?:ponen|conectan|devuelven|regresan)
        """
    ),
    Intent.ALREADY_PAID: phrases(
        r"""
        \bya (?:\w+ ){0,2}<paid>\b(?! (?:<my>)?<service>); \bya (?:esta|estaba|fue|quedo) <pay>ad
        ^(?:esta|fue|quedo|ha sido) (?:<pay>ad|saldad); \bya (?:esta|fue|quedo) saldad
        (?<!no )\b(?:he|hemos) <paid>\b
        \b(?:hice|realice|efectue) (?:ya )?(?:el|un|mi|los) (?:pago|deposito|abono)
        \bya (?:(?:te|le|les|lo|la|se) )?(?:yape|yapie|yapeado|transferi|transferido|pline|plinie)\b
        \b(?:hice|realice|efectue|mande|envie) (?:ya )?(?:la|una|mi) transferencia
        \bacabo de (?:<to pay>|hacer el pago); pago (?:ya )?(?:realizado|hecho|efectuado)$
        \b<paid> (?:ayer|anteayer|antier|anoche|hace|la semana pasada|el mes pasado|esta manana|hoy)\b
        """
    ),
    Intent.AGREEMENT_STATUS: phrases(
        r"""
        (?:estado|saldo|cuotas?|detalle) (?:de|del) (?:<my>)?<agreement>
        (?:estado|cual es) .*(?:finan?ciacion|credito)
        cuantas cuotas (?:me faltan|debo|tengo|quedan); cuotas (?:me faltan|pendientes|vencidas|por pagar)
        cuando (?:finaliz|termin|acab|venc)\w* (?:de pagar )?(?:<my>)(?:cuota|<agreement>)
        (?:proxima|siguiente|ultima) cuota
        \bcuando (?:\w+ ){0,3}(?:la )?(?:cuota )?(?:inicial|primera cuota)
        (?:mi|tengo un) (?:convenio|fraccionamiento)(?! en); plazo hice; creditos? (?:estan )?asociad
        asociado algun credito
        """
    ),
    Intent.PAYMENT_HISTORY: phrases(
        r"""
        ultim[oa]s? pagos?; historial; \bmis pagos\b; pagos (?:realizad|registrad|anterior|hechos)
        que he pagado
        que se ha (?:cancelado|pagado); cuando (?:fue mi|hice el) ultimo; cuando pague
        """
    ),
    Intent.POLICY_QUESTION: phrases(
        r"""
        \bquita\b; descuento(?! de la campana); condon; perdon(?:ar|en|an|arme)\b; amnistia; rebaj; recargo
        arrepent
        requisitos; que pasa si (?:no|dejo|me atraso); no llego a pagar(?:lo|la); vence la primera
        despues de aceptar
        mover el vencimiento; tasa de interes; que interes; cuanto interes; maximo de cuotas se puede
        cuantas cuotas (?:como )?(?:maximo|dan|permiten|puedo)
        """
    ),
    Intent.INSTALMENT_REQUEST: phrases(
        r"""
        fraccion; (?:en|por|a) (?:partes|cuotas|armadas|plazos); \bcuotas?\b; refinanc; financ; convenio
        facilidades
        plan(?:es)? de pago; mensualidades; pago parcial; \buna parte\b; negociar; \brepact
        """
    ),
    Intent.HARDSHIP: phrases(
        r"""
        no (?:tengo|cuento con|hay) (?:\w+ )?(?:dinero|plata|recursos|trabajo|empleo|efectivo)
        no tengo (?:como|con que|para) (?:pagar|cancelar)
        no (?:puedo|podre|podemos|pude|voy a poder|vamos a poder) (?:<to pay>|cumplir)
        no me alcanza; no (?:llego|alcanzo) (?:a|con); desemplead
        sin (?:trabajo|empleo|plata|dinero); estoy (?:\w+ )?(?:enferm|quebrad|misi|complicad|vulnerable)
        \bmisi[oa]\b
        vulnerable; me despidieron; perdi (?:mi|el) trabajo; situacion (?:dificil|critica|complicada)
        crisis economica
        """
    ),
    Intent.CLAIM: phrases(
        r"""
        \breclam(?:ar|o) (?:por )?(?:(?:el|los|la|las|de|del|mes|recibos?|boletas?|facturas?|y|e|<month>) )*<month>
        \b(?:quiero |quisiera |deseo |voy a )?reclamar (?:por )?(?:todos|todas|ambos|los dos)\b
        reclam(?!ar? el pago); \bqueja; no estoy (?:conforme|de acuerdo); objetar; discrep; \bmedidor\b
        lectura (?:mal|errad)
        mal (?:calculad|cobrad|facturad|leid); no es correct\w+ (?:el|la|lo|mi|ese|este|esa|que)\b
        error (?:en|de) (?:el|mi|la|lectura|cobro|factur)
        (?:monto|cobro|importe|recibo) (?:esta )?(?:errad|equivocad|incorrect|inflad|mal); abusiv; carisim
        cobro (?:indebido|excesivo|de mas|doble); me (?:estan )?cobra\w* (?:de mas|igual|doble|dos veces)
        (?:tan|muy|mas|demasiado|super|bien) (?:car|alt|elevad)[oa]; consumo (?:alto|excesivo|elevado|atipico)
        no consum
        \bno debo (?:nada|tanto|eso); no es igual al; descontaron
        (?<!por que )(?<!porque )(?<!por que me )(?:vino|llego|salio) mas
        si ya pago el servicio
        me atendio; no me (?:han )?(?:explic|resolv|solucion)
        """
    ),
    Intent.OUTAGE_LEAK: phrases(
        r"""
        sin agua; no (?:hay|tengo|tenemos|sale|llega|viene)(?: el)? agua; se fue el agua; falla de agua
        restable
        \bfuga; aniego; atoro; tuberia; rotura; \bbuzon
        <not charged>(?:desague|alcantarilla|drenaje)(?!.* cobr); (?:baja|poca) presion
        agua (?:turbia|sucia|marron); servicio de agua tan mal; no me funciona
        """
    ),
    Intent.WHY_WRITING: phrases(
        r"""
        <why> (?:\w+ ){0,2}(?:me|nos) (?:\w+ )?<write>\b(?! (?:<my>)?recibo)
        <why> (?:\w+ ){0,2}(?:recib|lleg)\w* (?:\w+ )?(?:mensajes?|avisos?|whatsapps?)
        (?:a que se debe|motivo|razon)(?: \w+){0,2} (?:mensajes?|avisos?)
        de donde (?:\w+ )?(?:sac|tien|obtuv|consig)\w*
        (?:como|quien|quienes) (?:\w+ )?(?:consig|obtuv|tien|sab|di|pas|sac)\w* mi <number>
        (?:no|nunca) (?:\w+ ){0,2}(?:di|dado|autorice|acepte|firme)(?: \w+){0,2} (?:<leave>|<number>|mensajes|avisos)\b
        quien (?:les |los )?(?:dio|autorizo)(?: \w+){0,2} <leave>; quien los autorizo
        (?:quien|quienes) (?:son|es|eres) (?:ustedes|usted|tu)?$; de parte de quien
        por ?que (?:me |nos )?(?:han )?<cut off>\b(?!.*cobra)
        """
    ),
    Intent.BILL_EXPLANATION: phrases(
        r"""
        (?:de que|como|que) se (?:compone|forma|conforma); detall; desglos; linea por linea
        que (?:incluye|contiene)
        de que (?:es|son|viene); que (?:es lo que )?me (?:estan )?(?:cobra|factura); \bintereses\b; conceptos
        eso que es
        por ?que (?:me )?(?:debo|cobran|tanto|tengo que pagar|estoy debiendo|sale)
        expli(?:c|qu)\w* (?:\w+ )?<bill>; cuanta agua (?:gast|consum|us); mi consumo
        ^(?:y )?(?:porque|por que|de que)(?: es)?$
        """
    ),
    Intent.BILL_REQUEST: phrases(
        r"""
        (?:quiero|necesito|deseo|solicito|deme|dame|pasame|me pasa) <seen>?(?:<my>)?(?:recibo|duplicado)$
        (?:envi|mand)\w* (?:<my>)?recibo; (?:descargar|ver|imprimir|tener) (?:<my>)?recibo
        (?:copia|duplicado) (?:de|del) (?:<my>)?recibo
        """
    ),
    Intent.CHANGE_SUPPLY: phrases(
        r"""
        (?:cambiar|consultar|ver|tengo|es|por) (?:de |el |mi )?otr[oa] ?<supply>$; ^otr[oa] <supply>
        cambiar (?:de|el|mi) suministro
        """
    ),
    Intent.DEBT_QUERY: phrases(
        r"""
        cuanto (?:es lo que )?(?:\w+ )?(?:deb|adeudo|estoy debiendo|es mi|sale|falta|seria|tengo de deuda)
        cuanto (?:\w+ )?(?:tengo que <to pay>|hay que <to pay>|me toca); cuanto es$
        cuanto (?:pago|cancelo|abono)$
        <no wish to pay>\b(?:mi|el|la|consult\w*|ver|saber|revisar) (?:mi |el |la )?(?:saldo|deuda)
        estado de (?:mi )?cuenta
        ^(?:\d+ )?(?:saldo|deuda|monto|importe)$; tengo (?:alguna |una )?deuda; estoy al dia
        que (?:es lo que )?debo; debo algo
        (?:monto|total) (?:a pagar|de mi|pendiente); dime el monto; vencimiento; cuando vence; vencian
        fecha (?:limite )?de pago
        cuando (?:debo|tengo que) pagar; (?:recibos?|meses) (?:pendientes?|debo|vencidos?)
        cuant[oa]s (?:recibos|meses)
        hasta cuando (?:tengo|puedo|hay); cuanto debia
        """
    ),
    Intent.PAYMENT_METHODS: phrases(
        r"""
        (?:donde|como|adonde|por donde|en que (?:lugar|banco|sitio)|a que cuenta)(?: \w+){0,3} <pay>
        link de pago
        (?:formas?|metodos?|medios?|modos?) (?:de )?pagos?; pagos disponibles; informacion de pago; oficinas?
        \bbanco\b
        (?:lugar|punto|centro|local|agencia)(?:es|s)? (?:de )?(?:pago|recaudacion|cobranza)
        agente (?:bcp|kasnet|bancario)
        (?<!no )(?:quiero|quisiera|deseo|necesito) <to pay>(?! (?:<my>)?<service>)
        ^<to pay> (?:<my>)?(?:recibo|deuda); ^pagar$
        \byape; \bplin\b; nequi; tarjeta; transferencia; horario; a que hora (?:atienden|abren|cierran)
        """
    ),
    Intent.ABUSE: phrases(
        r"""
        \b(?:mierda|imbecil|idiota|estupid\w+|carajo|pendej\w+|huev(?:on|ones|ada)|webon|concha\w*|cojud\w+|maldit\w+)\b
        \b(?:ratas?|rater[oa]s?|ladron(?:es)?|estafador(?:es)?|choros?|basura|inutil(?:es)?|put[oa]s?|csm|ctm)\b
        \b(?:jod\w+|bolud\w+|pelotud\w+|chota)\b; no (?:eres|sirves|sirve) (?:util|para nada); fastidio
        """
    ),
    Intent.HUMAN: phrases(
        r"""
        (?:habl\w+|conversar|comunic\w+|contact\w*|pas\w*|deriv\w*|transfer\w*|atiend\w*|atender)(?: \w+){0,4} <person>
        ^(?:un|una|con un|con una|con)? ?<person>$; (?:quiero|necesito|que|algun|hay) (?:\w+ )?<person>(?<!hay alguien)
        contactarlos
        \bpersonas? (?:disponible|real); (?:es|eres|sos|con|un|una) (?:un |una )?(?:robot|maquina|bot)\b
        no (?:me )?(?:entend|entiend); telefono de (?:la )?(?:oficina|atencion)
        """
    ),
}
"""In order of precedence."""

HINTS = {
    Intent.WRONG_PERSON: phrases(
        r"no es (?:mi|mia|mio)\b; no reconozco; nunca tuve; no es para mi; no soy (?:el|la) titular"
    ),
    Intent.INSTALMENT_REQUEST: phrases(
        r"\b(?:cuotas?|fraccion\w*|plazos?|partes)\b; no (?:voy a|pienso|quiero) <to pay>"
    ),
    Intent.CLAIM: phrases(
        r"""
        \b(?:reclam\w*|error|injust\w*|no es mi\w*|no reconozco|nunca tuve|no debo)\b
        no (?:voy a|pienso|quiero) <to pay>
        """
    ),
    Intent.RECONNECTION: phrases(r"\bcort(?:e|es|ar|aron)\b; \bsuspen\w+"),
    Intent.DEBT_QUERY: phrases(r"\b(?:deud\w*|debo|saldo|monto|recibos?)\b"),
    Intent.PAYMENT_METHODS: phrases(
        r"(?<!voy a )(?<!pienso )(?<!no quiero )\b(?:pag\w+|cancel\w+|abon\w+)\b"
    ),
    Intent.OPT_OUT: phrases(
        r"\bbaja\b; no me interesa; ^cancel(?:ar)?$; cancelar (?:la |mi )?(?:linea|cuenta)"
    ),
    Intent.OUTAGE_LEAK: phrases(r"\bagua\b"),
    Intent.HUMAN: phrases(
        r"\b(?:ayud\w*|problema\w*|consulta\w*|contrato|servicio|dar de baja)\b; no soy (?:el|la) titular"
    ),
}
"""Words that only hint: together they make the question that is put back, best guess first."""
