### Lo que dice toda conversación. "$partner" es el nombre de la otra persona, "$me" el de quien lee.

## Quién verá la respuesta: una línea encima de la pregunta

mark-private = 🔒 Esto solo lo verás tú.
mark-sealed = ✉️ En sobre cerrado: tu pareja lo verá cuando haya respuesta tuya y suya.
mark-shared = 👥 Tu pareja verá lo que envíes, después de que lo veas tú aquí.
mark-group = 👥 { $me }, te toca. Esto lo puede leer todo el grupo.

## Por dónde vamos

progress = { $step } · { $part } de { $parts }
step-welcome = Para empezar
step-programme = El programa
step-open_communication = Comunicación abierta
step-boundaries = Límites
step-connection = Conexión
step-appreciation = Aprecio
step-patience = Paciencia
step-reflection = Una página tranquila
step-check_in = Repaso
step-nudges = Avisos

## Los botones debajo de cada pregunta: 8 letras como mucho

bar =
    .pause = Pausa
    .time_out = Respiro
    .safety = Ayuda
    .menu = Menú

## Lo que queda debajo de una pregunta ya respondida

receipt-private = Guardado, solo para ti.
receipt-sealed = En sobre cerrado. Se abre cuando haya dos respuestas.
# Debajo de una elección de la que solo se muestra lo que sale de las dos respuestas.
receipt-blind = En sobre cerrado. Solo se muestra lo que sale de las dos respuestas.
receipt-opened = Ya está abierto, para ti y para tu pareja.
receipt-sent = Enviado a tu pareja.
receipt-said = Gracias. Tu mensaje queda como respuesta.
receipt-chosen = Respuesta: { $choice }
receipt-filled = Guardado.
receipt-skipped = Saltado. Está bien así.
receipt-kept = Se queda contigo. Nadie más lo ve.
receipt-withdrawn = Retirado.
receipt-left = Queda como estaba.
# En lugar de las preguntas de seguridad: nada puede dar a entender cuáles eran.
receipt-veiled = Lo que estaba aquí se ha quitado.
receipt =
    .change = Cambiarlo
    .withdraw = Retirarlo

# En el grupo, para quien tiene la pregunta.
reply-here = { $me }, por favor, responde a este mensaje.
    .placeholder = Tus palabras, a la vista del grupo

# En lugar de palabras habladas; el mensaje mismo viene después.
engine-voice = Mensaje de voz
engine-photo = Foto
engine-own_idea = algo con palabras propias

## Antes y después de enviar

engine-preview = Esto es lo que verá tu pareja:
    .send = Enviarlo
    .rewrite = Escribirlo otra vez
    .keep = Quedármelo para mí
# Debajo de una vista previa con más de un mensaje de quien escribe.
engine-several = He juntado tus mensajes. Cada uno se puede editar en el chat.
engine-hint = «{ $hint }» suele ser difícil de oír. La frase es tuya, y tú decides.
engine-long = Es bastante largo. A tu pareja le será más fácil repetir con sus palabras unas pocas frases. Tú decides.
# También debe ser verdad cuando la respuesta anterior se retiró.
engine-again = La misma pregunta otra vez. Tu respuesta anterior vale hasta que haya una nueva.
    .leave = Dejarlo como estaba
engine-edited = Cambiado.
engine-amend = Lo has cambiado después de enviarlo a tu pareja. ¿Quieres enviar la nueva versión?
    .send = Enviar la nueva versión
    .leave = Dejarlo como estaba
# Lo leen las dos personas.
engine-amended = Hay una nueva versión de { $author }:
## Mientras se espera

engine-wait = Por tu parte ya está, por ahora. No hay prisa. Te escribo cuando sigamos.
engine-listen = Ahora le toca a { $partner }. Te escribo cuando haya algo para ti.
engine-floor = Guardado, solo para ti. Ahora le toca a tu pareja; puedes usarlo cuando tengas la palabra.
# Lo que se escribe justo después de una página propia.
engine-added = Añadido a lo que escribiste antes, solo para ti.
# Mientras la charla está parada.
engine-held = Guardado, solo para ti; todavía no responde a nada. Puedes usarlo cuando te pida palabras para tu pareja.
# Donde no se piden palabras para la otra persona.
engine-unasked = Guardado, solo para ti. No responde a ninguna pregunta; en /menu está lo que hay ahora.

## Botones que comparten muchas preguntas

engine-words =
    .example = Ver un ejemplo
    .notes = Usar mis notas
    .skip = Saltar
engine-palette =
    .done = Ya está
    .skip = Saltar
engine-worksheet =
    .back = «
    .on = »
    .done = Ya está todo
engine-questions =
    .yes = Sí
    .no = No
    .rather_not = Prefiero no decirlo

## Lo que no puedo hacer aquí y ahora: una línea amable cada vez, de menos de 190 letras.

engine-refused =
    .stale = Esto es de un momento anterior, así que no ha cambiado nada. En /menu está lo que hay ahora.
    .not_yours = Esto es para otra persona. No ha cambiado nada.
    .no_question = Ahora mismo no hay ninguna pregunta abierta aquí, así que no he guardado nada de esto. En /menu ves por dónde vamos, en /safety dónde hay ayuda.
    .talk = Eso queda como una conversación de la pareja. No lo tomo como respuesta.
    .which = Esto puede ser para dos cosas, y no las leen las mismas personas: no he guardado nada. ¿Lo envías otra vez como respuesta a la pregunta que quieres? (Mantenla pulsada: Responder.)
    .empty = No he encontrado palabras ahí. Prueba otra vez, por favor.
    .too_long = Es más de lo que cabe aquí. Tu texto sigue en el chat. ¿Puedes enviar uno más corto?
    .no_voice = Aquí solo puedo recibir palabras escritas. ¿Puedes escribirlo?
    .press_one = Aquí se responde con un botón, así que no he guardado lo que has enviado. Pulsa el que encaje, por favor.
    .too_few = Antes marca al menos uno, por favor.
    .too_many = Aquí no caben más. Antes quita la marca de uno.
    .not_found = No conozco ese lugar. Prueba con una ciudad más grande, con tu país o con algo como UTC-3.
    .past = Ese momento ya pasó. Elige uno más tarde, por favor.
    .no_moment = No encontré una hora ahí. Puede ser así: «sáb 19:30» o «mañana 20:00».
    .early = Esto llegó antes de mi pregunta y no lo he tomado como respuesta. Si lo es, envíalo otra vez. Si es parte de lo anterior, mantén pulsado aquel mensaje, elige Editar y añádelo.
    .more = No he guardado nada de esto. Si es parte de lo que escribiste antes, mantén pulsado aquel mensaje, elige Editar y añádelo allí. Si hay algo más abierto, se responde con un botón.
    .not_kept = De ese mensaje no guardo palabras, así que este cambio no hace nada. Las palabras de una respuesta cambian cuando editas el mensaje en el que están.
    .sent = Esto forma parte de lo que has enviado, así que queda como lo viste entonces.
    .seen = Esto ya se ha visto, así que se queda como está.
    .unknown = Eso no lo puedo hacer aquí. No ha cambiado nada.
    .wrong_media = Esto no lo puedo recibir aquí y no he guardado nada. Sigue en tu chat. ¿Puedes decirlo con palabras escritas?
    .resting = Ahora mismo no se mueve nada, y nada se pierde. Te escribo cuando sigamos.
