### Nombres cortos de los pequeños gestos: botones de 30 caracteres como máximo.

# Pequeños gestos que alguien desearía: «me» es quien lo desea. 30 caracteres como máximo.
gestures-kind_word = Palabras amables al despertar
gestures-compliment = Oír qué te gusta de mí
gestures-note = Una nota que yo encuentre
gestures-message = Un mensaje durante el día
gestures-thanks = Un gracias por lo de cada día
gestures-ask_day = Que me preguntes por mi día
gestures-listen = Diez minutos de escucha
gestures-ask_worry = Que preguntes qué me preocupa
gestures-good_night = Unas buenas noches
gestures-voice = Un mensaje de voz porque sí
gestures-song = Una canción para mí
gestures-memory = Que cuentes un buen recuerdo
gestures-tea = Una taza de té o café
gestures-breakfast = Que me prepares el desayuno
gestures-meal = Una comida que me encanta
gestures-chore = Ayuda con una tarea de casa
gestures-take_over = Que hagas una tarea mía
gestures-errand = Que hagas un encargo por mí
gestures-mend = Que arregles algo pequeño
gestures-evening_off = Una tarde para mí
gestures-phones_away = Una hora sin teléfonos
gestures-walk = Un paseo en pareja
gestures-watch = Ver contigo lo que me gusta
gestures-read_aloud = Que me leas algo
gestures-game = Un juego en pareja
gestures-sweet = Algo dulce para comer
gestures-flower = Una flor o una planta pequeña
gestures-small_gift = Un regalo muy pequeño
gestures-sit_close = Sentarnos cerca
gestures-one_blanket = Al lado, bajo la misma manta
gestures-hold_hands = De la mano viendo la tele
gestures-hands_walk = De la mano en un paseo
gestures-hug_hello = Un abrazo al llegar
gestures-long_hug = Un abrazo largo
gestures-cuddle = Acurrucarnos en el sofá
gestures-kiss_goodbye = Un beso al despedirnos
gestures-kiss_forehead = Un beso en la frente
gestures-shoulders = Un masaje en los hombros
gestures-feet = Un masaje en los pies
# Se elige además de un deseo de la pareja, o en su lugar.
gestures-own_idea = Una idea mía
gestures-something_else = Otra cosa
gestures-not_this_week = Nada esta semana
