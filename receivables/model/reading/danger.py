"""Words of whoever may harm themselves or has lost heart, and of whoever threatens others. In doubt, it is danger.

They are looked for in the message as it sounds (`sound.heard`), so that no misspelling hides a cry for help.
"""

from receivables.model.reading.spoken import spoken_phrases
from receivables.model.reading.suffering import SUFFERED

_FIGURATIVE = spoken_phrases(
    """
    (morir|morirme|morirnos|muero|muriendo|muriendome|matar|matarme|matarse|mato) de (viej*|puro|pura)
    (morir|morirme|morirnos|muero|muriendo|muriendome|matar|matarme|matarse|matarnos|mato) (de la|de|
        del) (sed|hambre|calor|risa|verguenza|frio|colera|asco|ganas|sueno|nervios)
    (matar|matarme|mato|morir|morirme) (trabajando|chambeando|laborando|caminando)
    (acabar|terminar) con todo lo
    (acabar|terminar|salir|librarme) (con|de) (esta|la|mi|mis|las|tanta|toda|todas) deuda*
    (quiero|prefiero|deseo) desaparecer (de|del) (su|la|sistema|registro|lista|base|padron) ~ (lista|
        sistema|registro|datos)
    desaparecer (la|mi|esta|el|las|mis|ese|esa|este|esos|los) (deuda*|recibo*|saldo|cobro*|interes*|
        cuenta|mora|numero)
    (quiero|deseo) (vivir|morir) tranquil*
    no quiero vivir (aqui|ahi|alli|sin agua|en (esta|esa|este|ese|la|el) (casa|barrio|zona|calle|
        ciudad|pais|predio))
    (salida|salidas) (de|del|al|para el|para) (agua|desague|tubo|medidor)
    (ya no|no) (aguanto|soporto|resisto) (mas )?(sin|la falta de|el) (agua|servicio|olor|desague)
    cometer (un )?error
    me (salvo|salvaron|salvaste|salva|salvan|alegro|alegraste) la vida
    (quiero|voy a|deseo) (hacer|cometer) (un|el|mi|una) (pago|reclamo|consulta|queja|denuncia)
    (kill|killing|killed) (me|us) (the|with|by) (bill*|interest*|fee*|charge*|price*)
    (recibo*|boleta*|factura*|cobro*|precio*|interes*|tarifa*|cuota*|monto*) (me|nos) (va|van|quiere*|
        estan|esta) (a )?(matar|matando|suicidando)
    (me|nos) (quiere*|va|van|esta*) (a )?(matar|matarnos|matando) con (los|las|sus|el|su|tanto*|ese|
        esa|esos|esas|este|esta|estos|estas) (precio*|cobro*|recibo*|interes*|monto*|tarifa*|cuota*)
    (quieren|van a) matarnos con (los|sus|esos|estos|tanto*) (precio*|cobro*|recibo*|interes*|tarifa*)
    mi (mama|mujer|esposa|jefe|jefa|vieja) me (mata|va a matar|mataria)
    (deprimid*|deprime) (con|por) (lo (caro|que cobran|que viene|alto)|(el|este|ese|mi) (recibo|monto|
        cobro|precio)|los (precios|cobros))
    (acabar|terminar|seguir|cortar|cancelar) con (este|el|mi|ese|su) (contrato|convenio|tramite|plan|
        fraccionamiento|servicio|reclamo|pago|credito|compromiso|suministro|acuerdo|tema|asunto)
    (acabar|terminar) (ya )?con (esto|todo esto) ~ ~ (cuanto|donde|como|convenio|cuota*|pagar|pago|deuda)
    cortar por lo sano
    terminar (el|este|mi) contrato
    dejar de sufrir por (el agua|falta de agua|la falta de agua|el recibo)
    (soga|cuerda) al cuello
    (en la azotea y el|azotea ~) (tanque|agua|medidor|tubo|fuga)
    tanque ~ azotea
    mi (vida|amor|cielo|reina) (cuanto|donde|como|cuando|buenos|buenas|por favor|pasame|mandame|dime)
    la vida (esta|es|se ha puesto) (muy |tan |mas |bien |recontra )?car*
    (la|toda la|media) vida (pagando|esperando|reclamando|haciendo cola)
    (nada|que|no) (le )?(tiene|veo|encuentro|hallo) (ningun )?sentido (a|en|de) (los|las|sus|el|la|ese|
        este|esos|estos) (recibo*|cobro*|monto*|mensaje*|tarifa*|cuenta*)
    salida (en|de|del) (el )?(menu|chat|bot|sistema|conversacion)
    (aguanto|soporto|puedo) mas (con )?(este|tanto|esta|estas|tantas|las|la) (robo|abuso|cobro*|ruido|
        olor|recibo*|cuota*)
    (tome|tomar|tomando|tomo|tomarme) (mis|las|mi) pastilla* (de|para) (mi|la|el) (presion|diabetes|
        azucar|corazon|tiroides|dolor|colesterol)
    (tome|tomar|tomo) (mis|mi) pastilla* (y|pero|porque) (no )?(hay|sin|sale|tengo|viene|sale) agua
    me tome la molestia
    al borde del (corte|cierre|colapso)
    (me|nos) (suicida*|mata*) el bolsillo
    (matar|acabar|terminar) (de|con|ya) ~ (la|mi|esta|esa) deuda
    me voy a tirar a (dormir|descansar)
    (me|nos) (tiene*|traen|trae) (ya )?(muert*|locos|locas|loca|loco)
    (matar|matarlos|aplastar|sepultar) (a|con|de) (puro|puros|pura|punta de) (reclamo*|queja*|carta*|denuncia*)
    (prefiero|preferiria|primero|antes) (me )?(morir*|muero|muert*) (antes )?(que|a) (darle*|pagar*|regalar*|soltar*)
    que se acabe esto ~ (cuanto|donde|como)
    (acabar|terminar) con esto (ya )?(me|cuanto|donde|como|digame|diga|de una vez cuanto)
    irme de (viaje|vacaciones|la casa|la ciudad)
    """
)
_LONG_AGO = spoken_phrases(
    """
    se (suicido|quito la vida|mato|ahorco|colgo|enveneno) (hace|en el|en) (anos|[^ ]+ anos|un ano|
        mucho|tiempo|[0-9]+)
    hace (anos|[^ ]+ anos|un ano|mucho|tiempo) ~ ~ se (suicido|quito la vida|mato|ahorco|colgo|enveneno)
    """
)
_ACCOUNT = spoken_phrases(
    "(nombre|titular|cuenta|recibo*|suministro|contrato|medidor|casa|herederos|sucesion)"
)
_HARM = spoken_phrases(
    """
    suicid*
    suici*
    suisd*
    suicd*
    autolesion*
    autoelimin*
    (quit|quita)(arme|arse|arnos|are|o|e) (la|mi) vida
    me (quito|quite|quitare|quitaria|quiero quitar|voy a quitar) la vida
    se (quito|quite|quita|quiere quitar|va a quitar) la vida
    (quitarme|quitarnos) de (en )?medio
    (irme|ir|me voy|me ire) (ya |pronto |al cielo )?con (dios|diosito|mi mamita|mi papito|mi madre|mi padre|mis muertos)
    (miedo|temo) ~ ~ (hacerme|hacer) (a mi mism*|dano|algo)
    matarme
    matarse
    matarnos
    me (mato|matare|mataria|matara)
    (me|se|nos) (voy|vas|va|vamos|boy) (a )?(matar|morir|ahorcar|colgar|envenenar|tirar (del|de|al)|
        cortar las venas|quitar)
    (me|se|nos) (quiero|quiere|queria|quisiera|queremos|deseo|provoca) ~ (matar|morir|ahorcar|colgar|
        envenenar|tirar (del|de|al)|cortar las venas)
    (me|se) (quiero|quiere|queria|quisiera|queremos|deseo|provoca) (matar|morir|ahorcar|colgar|
        envenenar|tirar (del|de|al)|cortar las venas)
    (quiero|quisiera|queria|deseo|deseara|prefiero|preferiria|prefiriera|mejor|ojala|gustaria|pienso|
        pensando|pensado|ganas|intente|trate|decidi|planeo|quedara|queda) (morir|morirme|morirnos|
        matar me|matarme|ahorcarme|colgarme|estar muert*)
    (quiero|quisiera|queria|deseo|deseara|prefiero|preferiria|prefiriera|mejor|ojala|gustaria|pienso|
        pensando|pensado|ganas|intente|trate|decidi|planeo|quedara|queda) ~ (morir|morirme|morirnos|
        matarme|ahorcarme|colgarme|estar muert*)
    (ahorcarme|ahorcarse|envenenarse|colgarme|envenenarme|lastimarme|dispararme|acuchillarme|apunalarme|degollarme|
        desangrarme|asfixiarme|ahogarme en)
    me (ahorco|enveneno|ahorcare|colgare|envenenare|suicido)
    me (disparo|lanzo|arrojo|tiro) (de|del|al|a un|a la|a las|bajo|desde|en el|debajo)
    (tirarme|lanzarme|arrojarme|aventarme|botarme) (de|del|al|a|bajo|desde|debajo|por)
    (cortarme|corto|cortare|cortar) (las|mis) (venas|munecas)
    (tomar|tomarme|tomo|tome|tomare|beber|trago|tragar|tragarme) ~ (veneno|raticida|lejia|insecticida|
        pesticida)
    (tomar|tomarme|tomo|tome|tomare|beber) (veneno|raticida|lejia|insecticida|pesticida|acido muriatico)
    (tomar|tomarme|tomo|tome|tomare|tragar|tragarme) ~ pastillas ~ (todas|dormir|siempre|despertar)
    (tomarme|tomar) todas ~ pastillas
    se (tomo|trago|bebio) ~ (frasco|blister|veneno|raticida|lejia|insecticida)
    se (tomo|trago) (todas|muchas|varias|un monton de|demasiadas) ~ pastillas
    (como|formas de|manera de|maneras de|donde) (morir|morirme|matarme|suicidarme|quitarme la vida) (sin|rapido|facil)*
    no haberlo hecho (la|esa|aquella) vez
    (tomarme|tomar) (un|el) frasco
    (pegarme|pego|meterme|meto|darme|doy) un (tiro|balazo|disparo|plomazo)
    (hacerme|hacerse|hago|hare|haria|hacer) (dano|algo malo|algo|una locura|alguna locura|una tonteria|
        una barbaridad) (a mi mism*|contra mi|conmigo)
    (hacerme|hacerse|me hago|me hare|me haria|me voy a hacer|me quiero hacer|me haga) (dano|algo|
        algo malo|dano yo)
    (hacer|hacerme|cometer|cometa|hago|haga|hare|cometo) (una|alguna|cualquier|la) (locura|tonteria|
        barbaridad|desgracia|tragedia)
    atentar contra (mi|su|mi propia) vida
    contra mi vida
    (pongo|poner|ponerle|pondre) fin (a )?(mi vida|todo|esto|mi existencia|mi sufrimiento|mis dias)
    (acabar|terminar|acabo|termino|acabare|terminare|acabe|termine) (con|de una vez con) (mi vida|todo|
        mi existencia|mi sufrimiento|mis dias|esta vida|este sufrimiento)
    (tomar*|tomo|tome|trago|tragar*|beber*) ~ (racumin|campeon|diazinon|paraquat|gramoxone|soda caustica|thinner)
    (racumin|veneno|raticida|lejia|insecticida|pesticida|pastilla*|soda caustica) para (tomar*|tragar*|beber*)
    (tambien|yo) ~ (irme|ir|seguir|alcanzar*) con (el|ella|ellos)
    (pienso|pensando|imagino|planeo) (en )?como (hacerlo|lo (haria|hare|voy a hacer))
    me van a encontrar (colgad*|muert*|sin vida|tirad*|ties*)
    (culpa|responsables) ~ ~ (me mate|me muera|me muero|me pase algo)
    nadie ~ importa si ~ (muero|mato|muera|vivo|vivimos)
    me (entierran|enterraran|velan|velaran)
    (compre|tengo|consegui|prepare) ~ (soga|raticida|veneno)
    (lo mejor|lo unico) ~ (es|seria) (morir*|morirse|estar muert*)
    (me|se) (esta|estoy|estaba|he|ha) (cortando|cortado|lastimando|haciendo dano) y
    (me corte|me cortaria) (y|estoy|los brazos|el brazo|las munecas)
    estoy sangrando
    (cuchillo|navaja|gillette|vidrio) ~ ~ me (corte|corto|cortare)
    (ya )?no me (van a volver a ver|volveran a ver|veran mas|van a ver mas|van a ver nunca)
    (diganle|diganles|dile|diles) a (mis|mi) (hij*|mama|papa|famili*|espos*)
    (en el|del|desde el|al|sobre el) (techo|puente|edificio|balcon|azotea) ~ (aventar*|tirar*|lanzar*|
        saltar*|botar*)
    (busco|buscando|buscar|busque|saber|cual es|hay|conozco|averigu*) ~ (forma*|manera*|modo*) ~ (morir*|
        matarme|matarse|suicid*|no despertar*)
    (no quiero|no deseo|no creo que|no pienso|no voy a|no boy a|no creo) (llegar|llegue) (a |al |hasta )(manana|
        dia de manana|el dia de manana|la noche|fin de mes viv*|el domingo|navidad)( viv*)?$
    no (quiero|deseo|quisiera) (ver|conocer) (el|un|otro) (dia|manana|amanecer)
    me arrepiento de no haber(me|lo)? (ido|muerto|tirado|matado|lanzado|colgado|hecho (esa|aquella|esta|
        la otra) vez|terminado|acabado)
    me arrepiento de no haberlo hecho$
    (cuando|que|ya) (lo|la) (intente|trate de hacer|quise hacer) ~ ~ (encontr*|salv*|hospital|tiempo|
        pastilla*|soga|rescat*)
    (otra|esa|aquella|primera) vez ~ me (salvaron|salvo|encontraron|rescataron)
    me (lastimo|hiero|rasguno|golpeo|quemo) (a |yo |sol* |mism* ){0,2}(mism*|sol*|cuando|cada|para|a proposito|de la|
        por la|con un*)
    (me|se) (hago|hace|hacia|hice|hizo|hacen) (cortes|cortadas|heridas|tajos)
    se (lastima|corta|hiere) ((los|las|el|la) (brazo*|muneca*|pierna*|piel|vena*|cuerpo)|(desde|sol*|
        a proposito|porque|a si|cuando|por los|por las))
    (escribi|deje|hice|tengo lista) (ya )?mi (carta|nota)$
    (carta*|nota*|mensaje*) (de despedida|de adios|despidiendo*)
    dejo (una|su) (carta|nota) ~ ~ (encontr*|desped*|fue|aparece*|regres*)
    (tengo|agarre|saque) (un|una|el|la) (cuchillo|navaja|pistola|revolver|gillette|soga) ~ (y estoy|
        en la mano|aqui|list*|conmigo|al lado|a mi lado)
    (abri|abro|abrire|abrir|deje abierto|deje abierta) (el|la llave del|la llave de) gas
    (chocar|estrellar*|chocarme) ~ ~ (a proposito|adrede)
    descansar (en paz|para siempre|del todo|eternamente)( ya| de una vez)?$
    dios* (llevame|recogeme|recojeme|quitame)
    amenaz* ~ ~ (con|en|que) (a |se va a |va a )?(matarse|matar|suicid*|tomar|tomarse|quitarse|colgarse|ahorcarse|
        cortarse|hacerse|tirarse|lanzarse|envenenarse)
    (me|m) (quiero|voy a|boy a) (matr|mtar|mrir|moirir|matrme)
    m (quiero|voy a|boy a) (matar|morir|ahorcar|colgar|suicid*)
    tengo ~ pastillas (en la mano|listas|aqui|en mi mano)
    goodbye (note|letter)
    (despidan*|despidanme) de (mi|mis) (famili*|hij*|mama|papa|espos*)
    (voy a|quiero|pienso|puedo) saltar$
    (irme|quiero ir|quisiera ir|ire|voy) con mi (mama|papa|mamita|papito|hij*|abuel*|espos*) que (murio|
        esta en el cielo|fallecio|ya no esta)
    suicide*
    (kill|killing|hurt|hurting|harm|harming) (myself|my self)
    (want|wanna|going|rather|wish) (to )?(die|be dead|be gone|disappear|kill my*)
    (end|ending|take|taking) my (own )?life
    end it all
    (don t|dont|do not) want to (live|be alive|be here|wake up|go on|exist)
    better off (dead|without me)
    (no|any) reason to live
    wish i (was|were) dead
    can t go on ~ living
    can t go on
    i give up on life
    nothing to live for
    """
)
_DESPAIR = spoken_phrases(
    """
    no (quiero|quisiera|deseo|puedo|queremos|quiere|vale la pena|tengo ganas de|tengo por que|
        tengo para que|tiene caso|tiene sentido|soporto|aguanto|merezco) (ya |mas |seguir |el )?(vivir|
        viviendo|existir|existiendo|vivo|viva|en este mundo|en esta vida|despertar|despertarme|amanecer)
    no (quiero|quisiera|deseo|puedo|queremos) (estar|seguir) (mas )?(vivo|viva|aqui en este mundo|
        en este mundo|en esta vida|con vida|viviendo|con mi vida|con esta vida)
    (quiero|quisiera|queria|preferiria|prefiero) (ya )?no (vivir|existir|despertar|amanecer|
        haber nacido|estar aqui mas|estar en este mundo|seguir viv*)
    no (vale|vale ya|valdria|tiene) (la pena|sentido|caso) (vivir|seguir|nada|la vida|mi vida|ya)
    no vale (nada )?mi vida
    vida ~ no (vale|tiene sentido|me importa|sirve)
    (mi|la|esta) vida (ya )?no (vale|tiene|importa|sirve|la quiero|la aguanto|la soporto)
    (mi|la|esta) vida (se acabo|es un infierno|no es vida|esta acabada|esta destruida|me pesa|me duele)
    (no|ni) (le |les |ya ){0,3}(veo|encuentro|hallo|tengo|hay) (una |ninguna |otra |mas |la )?(salida|
        sentido|escapatoria|esperanzas? en|esperanzas?$|esperanzas? de (vivir|nada)|futuro|
        razon de ser|motivo para vivir|razon para vivir|razones para vivir|motivos para vivir)
    (le|les) (veo|encuentro|hallo) (sentido|salida) a (la|mi|esta) vida
    sin (ganas|razon|razones|motivos|motivo|esperanza|esperanzas|fuerzas) (de|para|en) (vivir|la vida|
        seguir|existir|nada)
    (no tengo|perdi|sin|se me fueron|se me quitaron|se me van|no me quedan|ya no hay) (ya |las |mas |
        todas las ){0,3}(ganas|fuerzas|motivos|razones) (de|para|en) (vivir|seguir*|la vida|existir|
        luchar|levantarme|continuar|nada)
    (no tengo|perdi|sin|se me fueron|se me quitaron|no me quedan) (ya |las |mas ){0,3}ganas de (nada|
        vivir)
    (quisiera|quiero|queria|prefiero|preferiria|deseo|deseara|ganas de|gustaria|solo quiero|pudiera|
        podria) desaparecer*
    desaparecer ~ (mundo|siempre|todo|todos)
    (irme|me voy|me ire|me quiero ir|me quisiera ir|partir|ir) (ya )?(de|para siempre de) (este mundo|
        esta vida|esta tierra)
    (mejor|estaria mejor|mas valgo|valgo mas|vale mas|preferiria|prefiero|quisiera|quiero|ojala|
        deberia) (estar |estaria |estuviera |estoy |ya |yo |sea |seria ){0,3}(muert*|bajo tierra|
        enterrad*|tres metros bajo*|no existir|no existiera|no haber nacido)
    (ojala|quisiera|que|si) (ya )?(me muera|me muriera|me moria|no despierte|no despertara|no amanezca|
        no amaneciera|me caiga un rayo|me atropelle*|no existiera|no hubiera nacido|dios me lleve|
        diosito me lleve|me lleve dios|me lleve el senor)
    dios* me (lleve|llevara|recoja|recogiera) (ya|pronto|de una vez|con el|a su lado)
    (dormir|dormirme|dormirse|acostarme) (y|para) (ya )?no (despertar|levantar){0,3}
    no despertar (mas|nunca|jamas|manana)
    dormir para siempre
    (cansad*|hart*|aburrid*|agotad*) (ya )?(de|con) (vivir|la vida|mi vida|esta vida|existir|
        seguir viv*|este mundo|luchar en la vida)
    (odio|detesto|aborrezco) (mi|esta|la) vida
    (para que|por que) (seguir|sigo|quiero|querria|debo|voy a seguir|seguiria|quisiera) (viviendo|
        vivir|viva|vivo mas|luchando|existiendo|aqui en este mundo|en este mundo|respirando)
    (ya )?nada (ya )?(tiene|vale|le veo|me) (sentido|la pena|sentido a nada|importa|ilusiona)
    (la|mi) (muerte|suicidio) ~ (salida|solucion|descanso|alivio|opcion)
    (salida|solucion|opcion|remedio|camino) (que )?(me queda |que veo |que me queda |
        que encuentro ){0,3}(es|seria) (la muerte|morir*|matarme|quitarme|desaparecer|colgarme|tirarme|
        acabar con*|no estar)
    (solo|solamente|unico) ~ (queda|resta) ~ (morir*|la muerte|matarme|desaparecer|quitarme)
    (soy|me siento|me he vuelto) (solo |solamente |nada mas |tan solo )?(una carga|un estorbo|
        una basura|una inutil|un inutil|un fracas*|una fracas*)
    (estaran|estarian|estan|viviran|vivirian|estaria) (todos )?(mejor|mas tranquil*) (si )?(sin mi|
        cuando no este|no estoy|yo no este|yo no estoy|muer*|no estuviera)
    mejor sin mi
    (nadie|ni) (me )?(va a extranar|extranara|extranaria|echara de menos|lloraria|llorara|
        notaria) (mi muerte|si me muero|cuando muera|si muero|si desaparezco|extranar*|extranaria)
    (mi|la) ultima (carta|despedida|noche|voluntad|vez que escribo|vez que me leen)
    (es|esta es|esto es) mi (adios|despedida|ultimo adios|ultimo mensaje|ultimo dia)
    adios (mundo|para siempre|a todos|a este mundo|a la vida)
    (despedirme|despido|despedida) (de (todos|este mundo|la vida|mis hijos|mi familia))
    (me|nos) estoy muriendo
    me estoy dejando morir
    (quiero|voy a|he decidido) dejar(me)? (de vivir|de existir|de sufrir|morir)
    dejar de (existir|vivir|sufrir|respirar)
    (no|ya no) (doy|puedo|aguanto|soporto|resisto) (ya )?mas( (de verdad|en serio|por favor|ayuda|ayudenme|con (esto|
        todo|todo esto|esta vida|mi vida|la vida|tanto*|este dolor|este sufrimiento|
        esta angustia|esta situacion)|asi|dios*|senor*|ya no*|ya|la vida|esta vida|mi vida|
        vivir|viviendo|estoy*|me quiero*)){0,3}$
    (no|ya no) (puedo|aguanto|soporto|resisto) (con )?(mi|esta|la) vida
    (no|ya no) (aguanto|soporto) (este|tanto) (dolor|sufrimiento)
    (estoy|me siento|ando|me encuentro|vivo) (muy |tan |super |demasiado |bien |totalmente |
        completamente )?(deprimid*|desesperanzad*|destruid*|destrozad*|acabad*|devastad*|hundid*|
        derrotad*|sin esperanza*|al borde del*|en un hueco|en un pozo|vacia|vacio por dentro|
        muert* en vida|muert* por dentro)
    (tengo|con|por|sufro de|sufro) (una |mucha |la |fuerte )?depresion
    (estoy|me siento|ando) (muy |tan |super |demasiado |bien |totalmente |
        completamente )?desesperad*(?!.+ (agua|servicio|recibo|corte|reclamo|medidor|tuberia|desague|
        fuga))
    (no se|ya no se) (que|como) (hacer|seguir|voy a hacer|sera|va a ser) (con mi vida|de mi vida|de mi|
        viviendo|adelante con mi vida|con esta vida)
    (estoy|me siento) (tan |muy )?sol* en (el|este) mundo
    (toque|tocando|toco|llegue|llego|hundi*) (a )?(fondo|el fondo)
    (ya )?(perdi|he perdido|no tengo) (toda )?(la |toda la )?(fe|esperanza|esperanzas) (en la vida|
        en nada|en todo|de nada|de vivir|de todo)
    (despair|hopeless|hopelessness|depressed|worthless)
    (mi|tengo un) (hij*|espos*|mama|papa|madre|padre|herman*|vecin*|ti*|suegr*|abuel*|
        amig*) ~ (se (quiere|quiso|va a|intento) (matar|morir|quitar*|ahorcar|hacer dano)|
        quiere (morir*|matarse|quitarse*)|matarse|no quiere vivir)
    """
)
_VIOLENCE = spoken_phrases(
    """
    (los|las|les|le|lo|la|te) (voy|vamos|boy|van|iba|quiero|queremos|podria|vamos todos) (a )?(matar|
        quemar(?! en )|balear|golpear|pegar|reventar|apunalar|acuchillar|incendiar|romper (la|toda|el)|
        sacar la|meter (bala|plomo|un|fuego)|prender fuego|agarrar a|disparar|linchar|poner una bomba|
        hacer volar|apedrear|hacer pedazos|partir la)
    (voy|vamos|iremos|ire|boy|quiero|queremos|dan ganas de|provoca|vamos todos) (a )?(quemar*|
        incendiar*|prender*|volar|hacer volar|destruir|destrozar|apedrear|balear|matar|linchar|
        reventar|golpear|apunalar|acuchillar|dinamitar|disparar|secuestrar) (a |en |fuego |contra |le |
        les |todo |todas |toda ){0,3}(su|sus|la|las|el|los|al|ese|esa|esos|todo|toda|todos|ustedes|uno|
        una|alguien|oficina*|local*|empresa|cobrador*|gerente|personal|operari*|tecnic*|
        trabajador*)(?! (recibo*|deuda*|cuenta*|saldo*|mora|boleta*|factura*))
    (pondre|poner|ponerles|pongo|pondremos) una bomba
    (meter|meterles|meto|metere) (bala|plomo|candela|fuego)
    (tengo|traigo|con mi) (un arma|una pistola|un revolver|pistola|escopeta) ~ (ustedes|oficina|ir|voy)
    (romper|rompo|rompere|partir|partire) (la|las) (cara|cabeza|madre|pierna*)
    (correr|corra|correra) sangre
    (van|vas|va) a (morir|pagar con (sangre|su vida)|amanecer muert*)
    (si vienen|al (primero )?que venga|el que venga|a quien venga|al primero que) ~ ~ (machete|
        machetazo*|bala*|palo*|mato|matamos|golpe*|piedra*|disparo|plomo)
    (los|las|les|lo|la|te|le) (esper*|recib*) ~ con (un |una |el |la |mi |los |las )?(arma*|machete*|palo*|bala*|plomo|
        pistola|escopeta|piedra*|gasolina|fierro*|cuchillo*|candela)
    (va a haber|van a haber|habra|habran|van a salir) (un |uno |varios )?muert*
    (kill|shoot|burn|bomb|blow up) (you|your|the|all|them|everyone)
    """
)


_NO_DEATH = spoken_phrases(
    """
    (murio|murieron|muerto|muerta|muerte|fallecio|murio) ~ (perr*|gat*|mascota*|loro|gallina*|polli*|
        vaca|chancho|burro|planta*|arbol*|celular|cel|telefono|bateria|medidor|contador|equipo|
        television|tele|internet|senal|computadora|laptop|carro|moto|bomba|motor)
    (perr*|gat*|mascota*|loro|vaca|chancho|burro|planta*|celular|cel|telefono|bateria|medidor|contador|
        reloj|equipo|tele|internet|senal|computadora|laptop|carro|moto|bomba|motor) (se |ya |me |
        ya se |se me |esta |estaba ){0,3}(murio|muerto|muerta|fallecio)
    (muert*|muero|muriendo|mori) de ~ (sed|hambre|calor|risa|verguenza|frio|colera|asco|ganas|sueno|
        nervios|cansancio|aburrimiento|miedo|impresion|envidia)
    (muert*|muero|muriendo) de (la |el )?(sed|hambre|calor|risa|verguenza|frio|colera|asco|ganas|sueno|
        nervios|cansancio|aburrimiento|miedo|impresion|envidia)
    (agua|rio|mar|zona|calle|barrio|horario|plazo|letra|punto|tiempo) muert*
    (ya no|no) (esta|estan) en (casa|su casa|la casa|el trabajo|la oficina)
    """
)


def means_no_death(spoken: str) -> bool:
    """Whether death is only a manner of speaking in a message, as it sounds, or befell no person."""
    return bool(_FIGURATIVE.search(spoken) or _NO_DEATH.search(spoken))


def literal(spoken: str) -> str:
    """A message, as it sounds, without what is only a manner of speaking, or a grief of years ago beside an account."""
    said = _FIGURATIVE.sub(" ", spoken)
    return _LONG_AGO.sub(" ", said) if _ACCOUNT.search(said) else said


def in_danger(spoken: str) -> bool:
    """Whether a message, as it sounds, may come from somebody in danger, of themselves or at home, or tell of one."""
    return _of_oneself(spoken) or at_home(spoken)


def at_home(spoken: str) -> bool:
    """Whether it tells of violence at home, and of no danger to oneself."""
    return bool(SUFFERED.search(spoken)) and not _of_oneself(spoken)


def _of_oneself(spoken: str) -> bool:
    if not (_HARM.search(spoken) or _DESPAIR.search(spoken)):
        return False
    said = literal(spoken)
    return bool(_HARM.search(said) or _DESPAIR.search(said))


def threatens(spoken: str) -> bool:
    """Whether a message, as it sounds, threatens others or the office."""
    return bool(_VIOLENCE.search(spoken) and _VIOLENCE.search(literal(spoken)))
