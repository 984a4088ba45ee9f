### Short labels of the decks: buttons, and lists such as "sad, tired".

feelings-sad = sad
feelings-hurt = hurt
feelings-lonely = lonely
feelings-afraid = afraid
feelings-ashamed = ashamed
feelings-guilty = guilty
feelings-angry = angry
feelings-disappointed = disappointed
feelings-confused = confused
feelings-numb = numb
feelings-helpless = helpless
feelings-insecure = insecure
feelings-tired = tired
feelings-jealous = jealous
feelings-hopeful = hopeful
feelings-relieved = relieved

apology_parts-took = taking responsibility
apology_parts-repair = what repairs it
apology_parts-regret = regret
apology_parts-how = how it came about
apology_parts-different = what will be different
