### Etiquetas cortas: botones, y listas como «tristeza, cansancio». Sentimientos en nombres, nunca en -o/-a.

feelings-sad = tristeza
feelings-hurt = dolor
feelings-lonely = soledad
feelings-afraid = miedo
feelings-ashamed = vergüenza
feelings-guilty = culpa
feelings-angry = rabia
feelings-disappointed = decepción
feelings-confused = confusión
feelings-numb = vacío
feelings-helpless = impotencia
feelings-insecure = inseguridad
feelings-tired = cansancio
feelings-jealous = celos
feelings-hopeful = esperanza
feelings-relieved = alivio

apology_parts-took = hacerse responsable
apology_parts-repair = lo que lo repara
apology_parts-regret = un «lo lamento»
apology_parts-how = cómo llegó a pasar
apology_parts-different = lo que va a cambiar
