### Paso 5, paciencia: sanar despacio, los tropiezos, el compromiso.

# El botón del menú.
patience-menu = Promesas

patience-opening =
    Esta charla trata del tiempo: lo despacio que puede ir, qué hacer en un día malo y qué promete cada cual.

    Tiene dos mitades. Después de la primera se puede parar y seguir otro día.

    ¿Es un buen momento para ti?
    .begin = Sí, empecemos
    .not_today = Hoy no

## Qué quiere decir «despacio»

patience-slowly =
    La confianza suele volver despacio, y «despacio» es algo distinto para cada persona.

    ¿Qué quiere decir para ti? Puede tratar de semanas y meses, de cercanía, o de preguntas que aparecen otra vez.
    .title = qué quiere decir despacio
patience-slowly-example =
    «Puede que pregunte lo mismo por tercera vez. No es para pelear, es para tener seguridad.»

    «Una semana buena es una semana buena. Todavía no es el final.»

    O empieza con: «Para mí, despacio quiere decir que …»
patience-signs = ¿En qué notarías que las cosas van mejor? Piensa en cosas pequeñas que se podrían ver o sentir en un día cualquiera.
    .title = en qué se notaría
patience-signs-example =
    «Nos reímos de algo en el desayuno.»

    «Suena tu teléfono y sigo leyendo.»

    O empieza con: «Lo notaría cuando …»
# Lo leen las dos personas. Puede que se haya saltado una parte, o todo.
patience-slowly-revealed = Qué quiere decir «despacio», y en qué notaría cada cual que las cosas van mejor. No hace falta que sea lo mismo. Lo que quedó sin decir puede quedar así.

## Lo que lo trae de vuelta y las primeras señales: a solas, y luego se enseñan si su autor quiere

patience-triggers =
    Hay días en que todo vuelve. Es frecuente, y no es empezar de nuevo.

    ¿Qué te lo puede traer de vuelta? Una fecha, un lugar, un silencio, un mensaje de noche. No hacen falta nombres de otras personas. Después eliges si tu pareja lo ve.
    .title = qué lo trae de vuelta
patience-triggers-example =
    «Cuando se hace más tarde de lo que dijimos y no sé nada.»

    «La semana alrededor del 14 de marzo.»

    O empieza con: «Vuelve cuando …»
patience-early =
    ¿En qué lo notas pronto, cuando todavía es pequeño? En el cuerpo, en los pensamientos, en lo que haces.

    También aquí eliges después.
    .title = las primeras señales
patience-early-example =
    «Respondo a todo el mundo con pocas palabras.»

    «Se me cierra el estómago y miro el reloj a cada rato.»

    O empieza con: «Lo primero que noto es …»
patience-share_triggers = Esto es lo que vería tu pareja. ¿Quieres mostrarlo?
    .share = Mostrarlo
    .keep = Quedármelo para mí
patience-share_early = ¿Y esto, tus primeras señales? Tu pareja lo vería tal como está aquí.
    .share = Mostrarlo
    .keep = Quedármelo para mí
# Lo leen las dos personas.
patience-triggers-carried = { $author } quiere que se sepa esto:
# Lo leen las dos personas.
patience-early-carried = { $author } quiere que se sepa esto:

## Si noto …, entonces yo …, y me gustaría que tú …

patience-notice =
    Ahora un plan pequeño para un momento así, en tres partes: «Si noto …, entonces yo …, y me gustaría que tú …»

    Lo ves entero antes que tu pareja. La primera parte: ¿qué notarías? Basta una primera señal. Si no quieres un plan, salta la pregunta.
    .title = si noto
patience-notice-example =
    Puede seguir así: «Si noto …»

    «… que leo un mensaje por quinta vez»
    «… que respondo con pocas palabras»
patience-then_i = ¿Y entonces tú, qué harás? Algo pequeño que puedas hacer por tu cuenta.
    .title = entonces yo
    .no_plan = Mejor sin plan
patience-then_i-example =
    Puede seguir así: «… entonces yo …»

    «… digo que necesito diez minutos y salgo afuera»
    «… dejo el teléfono en otra habitación»
patience-from_you = ¿Y { $partner }? ¿Qué te gustaría que hiciera entonces? Es un deseo, no una obligación. Si no se te ocurre nada, salta la pregunta.
    .title = y me gustaría que tú
patience-from_you-example =
    Puede seguir así: «… y me gustaría que tú …»

    «… me preguntaras una vez cómo estoy, y luego esperaras»
    «… te sentaras a mi lado»
patience-plan_preview = Esto es lo que vería tu pareja:
    .share = Enviarlo
    .rewrite = Escribirlo otra vez
    .keep = Quedármelo para mí
# Lo leen las dos personas.
patience-if_then-carried = { $author } tiene un plan para un momento así:
patience-another = ¿Quieres hacer otro, para otra señal?
    .another = Otro más
    .enough = Con esto basta

## Las primeras 24 horas

# Siguen los textos cortos, como botones.
patience-day_steps =
    En las primeras 24 horas después de un tropiezo cuesta pensar. Entonces ayudan unos pasos sencillos que ya estén preparados.

    Marca los que quieras para la pareja. Vale el paso que tenga dos marcas, la tuya y la de tu pareja; el que tenga una sola no se le muestra a nadie. Con «Saltar» no marcas ninguno.
patience-day_line = ¿Quieres añadir una línea tuya? Queda en el guion con tu nombre.
patience-day_line-example =
    «Damos una vuelta a la manzana sin hablar.»

    O empieza con: «En esas horas …»
# Lo leen las dos personas. Siguen los pasos y luego las líneas propias.
patience-script = Las primeras 24 horas, tal como están ahora:
patience-sign =
    ¿Te parece bien este guion para las primeras 24 horas? Hacen falta dos síes.

    Si alguien prefiere cambiar algo, eliges otra vez, y tu pareja también. Si alguien prefiere que no haya guion, no lo hay. No se le dice a nadie quién eligió qué.
    .sign = De acuerdo
    .change = Elegir otra vez
    .without = Mejor sin guion
patience-no_script =
    No hay ningún paso con dos marcas, ni líneas propias. Está bien así.

    Si hay dos síes, se elige otra vez. Si no, seguimos sin guion.
    .again = Elegir otra vez
    .without = Seguir sin guion
# Lo leen las dos personas.
patience-script-again = El guion todavía no está acordado, así que eliges otra vez, y tu pareja también.
# Lo leen las dos personas.
patience-script-none = Entonces seguimos sin guion por ahora.
# Lo leen las dos personas, cuando se repite el paso.
patience-script-stays = Entonces lo acordado antes sigue como está.
# Debajo de una pregunta, cuando se repite el paso.
patience-script-stands = Ya hay un guion acordado. Vale hasta que haya otro acordado con dos síes.
# Lo leen las dos personas. El plan tiene lo que se enseñó, y el guion si lo hay.
patience-plan-kept = El plan queda guardado para ti y para tu pareja. Si un día hay un tropiezo, en /menu hay un botón para eso.
# Lo mismo donde no hay guion: solo se guarda lo que enseñó una de las dos personas, o las dos.
patience-plan-shown = Lo que se enseñó de los planes queda guardado para ti y para tu pareja. Si un día hay un tropiezo, en /menu hay un botón para eso.
patience-plan-signed = Acordado con dos síes: { $time }
patience-plan-steps = Las primeras 24 horas:
patience-halfway =
    Esa fue la primera mitad. La segunda trata de promesas, de un momento fijo a la semana y del tiempo que viene.

    ¿Quieres seguir ahora, u otro día?
    .go_on = Seguir ahora
    .not_today = Otro día

## Las promesas. Solo quien la recibe la marca, y nadie lleva la cuenta.

patience-promise_offer =
    Una promesa puede ser pequeña: una sola cosa, tuya, con fecha. «Hasta el domingo voy a …»

    Tu pareja la ve. Cuando llega el día, solo tu pareja dice cómo fue. Nadie lleva la cuenta.

    ¿Quieres hacer una?
    .write = Hacer una promesa
    .not_now = Ahora no
patience-promise = ¿Qué prometes? Algo pequeño, tuyo, que se pueda notar. La fecha viene después, y tu pareja no ve nada antes de que lo hayas visto entero.
    .title = promesa
    .rather_not = Mejor no
patience-promise-example =
    «Voy a escribir antes de llegar tarde.»

    «Voy a llamar para pedir una cita.»

    O empieza con: «Voy a …»
patience-promise_due = ¿Hasta cuándo? Elige un día, o escribe uno, como «sáb 19:30» o «5.12. 18:00». Hasta que lo envíes no lo ve nadie.
    .title = hasta
    .rather_not = Mejor no
patience-promise_preview = Esto es lo que vería tu pareja:
    .share = Enviarla
    .other_day = Otro día
    .rewrite = Escribirla otra vez
    .keep = Quedármela para mí
# Lo leen las dos personas.
patience-promise-carried = { $author } hace una promesa:
patience-promise-late = Ese día ya ha pasado, así que no se envió nada.
patience-promise_more = ¿Quieres hacer otra? Cualquier otro día también hay un lugar para eso en /menu.
    .another = Otra más
    .enough = Con esto basta
# Un recordatorio, quizá en una pantalla bloqueada: no dice de qué.
patience-eve = Un pequeño recordatorio, solo para ti: mañana es un día que anotaste aquí.
patience-mark =
    Para cuando tengas un momento de calma: ha llegado el día de esta promesa.

    ¿Cómo fue, según tú? Solo tú puedes decirlo, y tu pareja leerá lo que elijas. Con «Pregúntame en una semana» y «Dejarla abierta» no se le dice nada a nadie.
    .kept = Se cumplió
    .not_kept = No se cumplió
    .changed = La cambiamos
    .later = Pregúntame en una semana
    .open = Dejarla abierta
# Encima de lo elegido y de la promesa. Quien la hizo lo lee con las palabras de abajo.
patience-mark_sure = Así ves tú la promesa, y eso se le dirá a tu pareja. Después no se puede cambiar:
    .tell = Decírselo a mi pareja
    .back = Elegir otra vez
# A quien la hizo, a solas. Sin elogio ni reproche; sigue la promesa.
# A timer brings these: the first line can stand on a lock screen.
patience-mark-kept =
    Hay algo nuevo sobre una promesa tuya.

    { $partner } ha marcado esta promesa tuya como cumplida:
patience-mark-not_kept =
    Hay algo nuevo sobre una promesa tuya.

    { $partner } ha marcado esta promesa tuya como no cumplida. Se dice de esta sola cosa, no de ti. Se puede hablar de ello, y se puede hacer otra promesa, quizá más pequeña:
patience-mark-changed =
    Hay algo nuevo sobre una promesa tuya.

    { $partner } ha marcado esta promesa tuya como cambiada:

## El momento de la semana

patience-weekly =
    Hay parejas que guardan un momento fijo a la semana: diez minutos cada cual sobre cómo va, sin resolver nada.

    ¿Te gustaría? Si hay dos síes, buscamos el día y la hora. Si no, por ahora no hay.
    .yes = Sí
    .not_now = Por ahora no
# Lo leen las dos personas. También cuando no se encontró la hora.
patience-weekly-none = Por ahora no hay un momento fijo en la semana. Se puede acordar uno cualquier día.
# Cada persona lo lee por su cuenta, a la hora que acordaron.
patience-weekly_hour = Ha llegado la hora que quedó acordada para mirar la semana: /checkin. Bastan unos minutos, y dejarlo pasar también está bien.
patience-slot = ¿Qué día y a qué hora te vendría bien? Elige uno, o escribe uno, como «dom 19:00». Le pregunto a { $listener } si también le viene bien.
    .none = Mejor sin momento fijo
patience-slot-line = El momento de la semana, la primera vez { $time }
# Lo leen las dos personas.
patience-slot-agreed = El momento de la semana está acordado, la primera vez { $time }.
# A quien no se le pregunta mientras tanto.
patience-slot-listening = { $speaker } está buscando un momento en la semana. Después te pregunto si te viene bien.
patience-slot_agree =
    { $speaker } propone un momento fijo a la semana, la primera vez { $time }.

    ¿Te viene bien?
    .accept = Sí, me viene bien
    .other = Otro momento
    .none = Mejor sin momento fijo

## Una carta que nadie tiene que ver. No se vuelve a preguntar (C5).

patience-letter_offer =
    Aquí hay lugar para una carta que nadie tiene que ver. Puede tratar de perdonar, de que todavía no es el momento, o de algo que quieres soltar. Perdonar no es confiar, y no se le debe a nadie.

    La puedes guardar, borrar o enviar. A nadie se le dice si escribiste una, y no vuelvo a preguntar.
    .write = Escribir una carta
    .leave_it = Sin carta
patience-letter = Escríbela como salga. Después eliges qué pasa con ella.
patience-letter-example =
    Puede empezar con:

    «Lo que todavía llevo es …»
    «Lo que quisiera soltar es …»
    «Todavía no he llegado ahí, porque …»
# Está en un chat privado, encima de la carta.
patience-letter_choice =
    Tu carta. ¿Qué hacemos con ella?

    Si la envías, tu pareja la lee ahora, tal como está aquí. Si la borras, no guardo nada de ella; tu propio mensaje en este chat queda hasta que lo borres allí. Esta página desaparece cuando hayas elegido.
    .share = Enviarla
    .keep = Quedármela para mí
    .rewrite = Escribirla otra vez
    .delete = Borrarla
# A quien la escribió, cuando la carta ha estado en la pantalla por última vez.
patience-letter-sent = Enviada a tu pareja.
patience-letter-kept = Tu carta queda guardada, solo para ti. La encuentras en tu copia de todo lo que has escrito: /export.
patience-letter-deleted = Tu carta está borrada.
patience-letter-carried =
    Aquí hay algo nuevo para ti.

    { $author } te ha escrito una carta. No debes ninguna respuesta:

## La mirada hacia delante

patience-ahead =
    ¿Cómo ves el tiempo que viene? Cada respuesta es buena, y ninguna es para siempre.

    Las dos respuestas se muestran en el mismo momento, a ti y a tu pareja. Hasta entonces nadie ve nada, y puede esperar a otro día.
    .title = el tiempo que viene
    .together = Seguir en pareja
    .time = Tomarnos más tiempo
    .apart = Cada cual por su camino
# Lo leen las dos personas, encima de las dos respuestas. Seis combinaciones, cada una con su valor; ninguna es éxito ni fracaso.
patience-ahead-together = Las dos respuestas dicen lo mismo: seguir en pareja. Para eso no hace falta tenerlo todo resuelto. Lo acordado sigue valiendo, y puede ir cambiando.
patience-ahead-time = Quieres más tiempo, igual que tu pareja. También eso es una respuesta. No hay que decidir nada antes de poder decidirlo, y mientras tanto vale todo lo acordado.
patience-ahead-apart = Las dos respuestas hablan de caminos separados. Un final así también se puede cuidar. Lo que cada cual ha entendido aquí se queda, y hoy nadie tiene que explicarlo. Lo que haya que organizar puede esperar a un día de calma.
patience-ahead-time_together = Una respuesta es seguir en pareja, la otra pide más tiempo. Las dos cosas caben: seguir no exige prisa, y el tiempo no exige distancia. Puede ayudar fijar un día para volver a mirarlo.
patience-ahead-apart_together = Ves el tiempo que viene de otra manera que tu pareja, y las dos respuestas son sinceras. Nadie tiene que convencer a nadie, y hoy no hay que decidir nada. Para una pregunta tan grande puede ayudar alguien de fuera, por ejemplo en una terapia de pareja.
patience-ahead-apart_time = Una respuesta pide más tiempo, la otra habla de caminos separados. Las dos son sinceras. Nadie tiene que darse prisa y nadie tiene que aferrarse. Una charla tranquila en un día de calma puede mostrar qué viene después, con alguien de fuera si se quiere.

## El recuerdo, y el final de la charla

patience-keepsake =
    Puedo reunir para ti un archivo: el acuerdo de límites, el plan, las promesas y las palabras de aprecio, en la medida en que los haya.

    No está cifrado, así que lo puede abrir quien tenga tu teléfono. ¿Lo quieres?
    .yes = Sí, en PDF
    .no = No, gracias
# Títulos en un archivo.
records-plan = El plan para un tropiezo
records-promises = Promesas
# Debajo de un archivo, y en pantallas bloqueadas.
patience-keepsake_file = Aquí está tu archivo. No está cifrado.
    .title = Lo que guardamos
    .file = guardado
patience-done =
    Esta charla está completa, y con ella los pasos.

    Dentro de un mes le haré una pregunta a cada cual, y otra vez a los tres, seis y doce. Para una promesa, o para el archivo, hay un lugar en /menu cualquier día.
# Una de las dos personas ve caminos separados.
patience-done-differently =
    Esta charla está completa, y con ella los pasos. No te pregunto nada más sobre esto, y hoy no hay que decidir nada.

    Trátate con cuidado: duerme, come, ten cerca a alguien en quien apoyarte. En /safety hay teléfonos de personas que escuchan, también de noche.

    Para una promesa, o para el archivo, hay un lugar en /menu cualquier día.
# Las dos personas ven caminos separados.
patience-done-apart =
    Esta charla está completa, y con ella los pasos. Cuando quieras finalizar también el programa, y tu pareja quiera lo mismo, hay un lugar para eso en /menu.

    Trátate con cuidado en las próximas semanas: duerme, come, ten cerca a alguien en quien apoyarte. En /safety hay teléfonos de personas que escuchan, también de noche.

## Después

patience-desk = ¿Qué quieres hacer?
    .promise = Hacer una promesa
    .keepsake = Recibir el archivo
    .close = Nada por ahora
# Llega sin que nadie lo pida, a los 1, 3, 6 y 12 meses: las primeras palabras pueden verse en una pantalla bloqueada.
patience-upkeep =
    Una pregunta para un momento de calma. Bastan pocas palabras, o ninguna.

    ¿Cómo va ahora en la pareja, y qué ayuda?
patience-upkeep-example =
    «Los domingos van bien. Ayuda que avisamos cuando se hace tarde.»

    O empieza con: «Lo que ayuda es …»
patience-upkeep_next =
    Si quieres volver a recorrer uno de los pasos, y tu pareja también, /menu muestra cómo. No se pierde nada.

    ¿Quieres hacer una promesa pequeña?
    .promise = Hacer una promesa
    .enough = Es todo por ahora
# Después de la pregunta del mes doce.
patience-a_year = Ha pasado un año, así que esta fue mi última pregunta. Lo guardado se queda contigo. Si quieres, todavía puedes hacer una promesa.
    .promise = Hacer una promesa
patience-over = Estas preguntas llegan aquí a su final. Lo que se guardó se queda con cada cual.
