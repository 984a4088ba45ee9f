### Step 2, boundaries. Nothing here says whose level a line has, who made it more careful, or that somebody has a wish.

## The rule

boundaries-rule =
    This is about what is all right for each of you just now, and what isn't. Four things hold:

    • Where you differ, the more careful answer counts, and nobody needs to explain.
    • Each of you can make anything more careful, alone, at any time.
    • Less careful takes both of you.
    • A yes is for that moment only.

    Is that all right for you?
    .agree = I agree
    .not_today = Not today

## The worksheet, each alone. The levels stand on buttons, four in a row.

boundaries-worksheet =
    { $area } · { $page } of { $pages }

    What is all right for you just now, whichever of you does it? What you don't tick counts as "ask me".

    Your partner never sees your ticks. You will both see only the more careful of two answers.
    .welcome = welcome
    .ask = ask me
    .not_now = not now
    .no = no
    .title = what is all right for me

## The ladder of touch, and the names of two more steps

boundaries-naming =
    Now touch, as a ladder of steps: from no touch to massage.

    If you both want to, you can name two more steps in your own words. If not, they are left out, and nothing says why. I don't say who chose what.
    .name = I'd like to name them
    .leave_out = Leave them out
# Read by both, also when only one of them would have named them.
boundaries-unnamed = The ladder goes up to massage for now. Further steps are left out.
boundaries-propose_five = { $me }, what would you call step 5, the one after massage? A few words, that you would both be glad to read. { $partner } can take them, propose others, or leave the step out.
    .leave_out = Leave it out
    .title = step 5
boundaries-propose_five-carried = { $author } proposes for the ladder:
boundaries-accept_five = Would you take these words for step 5? To name a step isn't to say yes to it. Your partner sees what you press.
    .take = Take these words
    .other = Propose other words
    .leave_out = Leave it out
boundaries-accept_five-take = { $author } takes these words for step 5.
boundaries-accept_five-other = { $author } would like to propose other words.
boundaries-accept_five-leave_out = Step 5 is left out for now.
boundaries-propose_six = { $me }, what would you call step 6, the one after that? { $partner } can take your words, propose others, or leave the step out.
    .leave_out = Leave it out
    .title = step 6
boundaries-propose_six-carried = { $author } proposes for the ladder:
boundaries-accept_six = Would you take these words for step 6? To name a step isn't to say yes to it. Your partner sees what you press.
    .take = Take these words
    .other = Propose other words
    .leave_out = Leave it out
boundaries-accept_six-take = { $author } takes these words for step 6.
boundaries-accept_six-other = { $author } would like to propose other words.
boundaries-accept_six-leave_out = Step 6 is left out for now.
boundaries-ladder =
    Which step of touch is the furthest that is all right for you just now? Then the ones before it are too, whenever it suits you both.

    Your partner never sees your answer. You will both see only the lower of two steps.

## The waiting time

boundaries-waiting =
    How long would you like to wait before touch goes further than that step?

    The longer of two answers counts. I don't say whose it was, but it can be guessed. When the time is over, nothing changes by itself: I'll ask you both.
    .none = No waiting time
    .week = One week
    .two_weeks = Two weeks
    .month = One month
    .three_months = Three months
    .until_said = Until I say

## In own words

boundaries-off_limits = What is off limits for you, whatever else you agree on? A sentence or two, about what you will do or won't do. You can skip it.
    .title = off limits
boundaries-off_limits-example =
    "I don't want to be woken up to talk."

    "When voices get loud, I leave the room."

    Or begin with: "For me it isn't all right when …"
boundaries-welcome = What would you welcome? Small things that would do you good.
    .title = what I'd welcome
boundaries-welcome-example =
    "A cup of tea together in the evening."

    "Being asked before a hug."

    Or begin with: "I'd be glad of …"
boundaries-crossed = If a boundary is crossed one day: what will you do, and what would help you then?
    .title = if a boundary is crossed
boundaries-crossed-example =
    "I say stop and go into another room. It helps me when I'm left alone for an hour."

    Or begin with: "Then I will …"
    "What helps me then is …"
# Where the step is done again, above one's own words of before. Only their author is asked; the partner reads them later.
boundaries-off_limits_before =
    You wrote this about what is off limits for you, and it counts.

    With Skip, all of it stays. Tick only what should no longer count. Before anything is agreed, you both read what that is.
    .title = what of it no longer counts
boundaries-welcome_before =
    You wrote this about what you would welcome.

    With Skip, all of it stays. Tick only what should no longer count. Before anything is agreed, you both read what that is.
    .title = what of it no longer counts
boundaries-crossed_before =
    You wrote this for when a boundary is crossed.

    With Skip, all of it stays. Tick only what should no longer count. Before anything is agreed, you both read what that is.
    .title = what of it no longer counts
# Below the question for own words, where some of before go on counting.
boundaries-beside = What you wrote before and did not tick stays beside it.
# Read by both. Some of it may have been skipped.
boundaries-off_limits-revealed = In your own words, for the agreement. What was left open may stay open.

## The agreement, before it is signed

# Read by both; the lines follow.
boundaries-agreed = This is what the two of you could agree on today. Where you differed, the more careful answer stands, and nobody needs to explain.
# Read by both; the lines follow. Also when it was changed by one of them only.
boundaries-agreed_anew = The agreement reads a little differently now. It counts like this once you have both agreed to it; the rest is as it was:
# Read by both below either of these, where the step is done again; the lines follow.
boundaries-less_careful = Compared with what counts for the two of you until now, these lines would be less careful:
# Read by both, where the step is done again; the words follow, under the names of who wrote them.
boundaries-left_out = These words of { $author } from before would no longer count once you have both agreed:
# Read by whoever edits words that both have taken or signed; the partner is told nothing.
boundaries-holds = What the two of you have agreed on stays as it was, so your edit changes nothing there. For other words, this step is done again together; /menu shows how.
# Read by whoever asked for it; the lines follow, then the words of each.
boundaries-every_line = Every line of it, as it reads now:
boundaries-own_words = In { $author }'s own words:
boundaries-look =
    Please read the agreement in a quiet moment. Any line can be made more careful later, by each of you alone. Less careful takes both.

    It counts once you have both agreed. What would you like to do?
    .agree = I agree
    .every_line = See every line
    .ask = I have a question
    .change = Change something
    .not_today = Not today
# Whoever agreed, and whoever asked a question that cannot be answered yet.
boundaries-looked = That's all from you for now. I'll write when it goes on. You can still go back to the agreement.
    .look_again = Look at it again
boundaries-ask_area = Which line is your question about?
boundaries-ask_item = Which one?
boundaries-ask_words = What would you like to ask { $partner } about it? It is a question to understand; nothing is decided by it.
    .back = Back
boundaries-ask_words-carried = { $author } has a question about the agreement:
boundaries-answer = What would you like to answer { $speaker }? Nothing is decided by it.
    .no_answer = No answer for now
boundaries-answer-carried = { $author } answers:
boundaries-no_answer = There is no answer to your question for now, and none is owed.
boundaries-change = What of your own would you like to change? You begin with what you had.
    .worksheet = My ticks
    .ladder = My step of touch
    .waiting = My waiting time
    .words = My words of before
    .back = Back
# Below the step of touch or the waiting time, where it is changed; only its author reads it.
boundaries-so_far = So far: { $chosen }. The same again leaves it as it was.
# Read by both; the version follows.
boundaries-signed = You have both agreed. It counts from now on, and you'll find it under /boundaries. In two weeks I'll ask each of you if it still fits, and later once a month.
boundaries-version = Version { $number } · { $time }
boundaries-version_signed = Version { $number } · { $time } · agreed by both
boundaries-version_words = Version { $number } · { $time } · words were added

## /boundaries

# The entry in /menu.
boundaries-menu = Our boundaries
boundaries-home = Nobody is told what you look at here. Only a change, or a question for today, reaches your partner, at once.
    .see = See all of it
    .tighten = More careful
    .more = Something else is off limits
    .wish = I have a wish
    .wishes = My wishes
    .today = Ask us both for today
    .today_again = The question for today
    .step_back = One step back today
    .history = What has changed
    .pdf = As a PDF
    .picture = As a picture
    .close = That's all
# The heading over it in a keepsake.
records-agreement = What we have agreed on
boundaries-agreement = What counts for the two of you:
boundaries-history = What has changed, the newest first. It never says who.
# Under a file, and on lock screens.
boundaries-print = Here is the page you asked for.
    .title = What we have agreed on
    .file = our-agreement

## More careful: alone, at once, without a reason

boundaries-tighten_area = Which line should be more careful? It counts at once, for both of you. You will both read the new line; nobody is asked why.
boundaries-tighten_item = Which one?
boundaries-tighten_level = What should it be from now on? It counts as soon as you press. So far it reads:
# Read by both; the line follows. Also when both loosened it. The first words stand on lock screens.
boundaries-changed = There is a new version of what the two of you have agreed on. It counts from now on, and nobody needs to explain it:

## More that is off limits, in own words: alone too. It is shown once more before it is sent.

boundaries-more_off_limits = What else is off limits for you? A sentence or two, about what you will do or won't do. Before anybody else reads it, I'll show it to you once more.
    .back = Back
    .title = off limits
boundaries-share = This would be added to what you have agreed on, under your name, and your partner reads it at once. To take it out again, you would do this step again together.
    .send = Add it
    .back = Don't add it
# Read by both; the version follows, then the words. The first words stand on lock screens.
boundaries-added = There is a new version of what the two of you have agreed on. { $author } has added something, and nobody needs to explain it:
# In a stop.
boundaries-not_added = It can't be added just now, so only you can see it: the programme stands still. When it goes on, you can write it here again.
# Whoever had not pressed "Add it" yet when both signed anew.
boundaries-added_late = What you were about to add was not added before you both agreed anew, so only you can see it. You can write it again under /boundaries.
# Whoever has added five already.
boundaries-added_enough = You have added five, and there is room for no more here. When you do this step again together, I ask about all of them, and about more. You'll find that in /menu.

## Less careful: a wish that nobody sees

boundaries-wish_area = What is your wish about? A wish stays with you. Your partner would only learn of it by wishing for the same within 14 days. It changes nothing until then.
boundaries-wish_item = Which one?
boundaries-wish_level = What would you wish for? It stays with you. So far it reads:
boundaries-wish_kept = Kept, for you alone. It lasts for 14 days, and you can take it back under /boundaries. I tell nobody, unless there are two such wishes.
# Read by both; the line follows as it would read.
boundaries-matched = The two of you have wished for the same. Nothing has changed yet. In a day I'll ask each of you once more, and only with two more yeses it will read:
boundaries-wishes = These are your own wishes. Your partner knows only of one that you both have. Press one to take it back; I tell nobody.
boundaries-withdrawn = Taken back, and I tell nobody. The line stays as it is.
boundaries-confirm = A day has passed. The two of you had wished for the line below. Is it still right for you? It counts only with two yeses. A no needs no reason, and I tell it to nobody.
    .yes = Yes, it's still right
    .no = No, leave it as it is
# The same words after a yes and after a no.
boundaries-answered = Kept, for you alone. With two yeses the line changes, and you'll both read it; until then a yes can be taken back under /boundaries. If that hasn't happened within a week, I'll tell you both that nothing changes.
boundaries-settled = This has been settled already. Nothing has changed by it.
# While one of them has paused or taken a time-out.
boundaries-still = The programme stands still just now, so nothing here gets less careful meanwhile, and your partner is asked nothing. You can make anything more careful at any time.
# Read by both. The same words after a no and after silence; no line, since it can stand on a lock screen.
boundaries-unchanged = Something that the two of you had wished for stays as it was, and that is all right. /boundaries shows what counts.

## Still all right today?

# The first words stand on lock screens.
boundaries-today =
    A short question for today, for each of you: is what you agreed on still all right for you?

    Your partner doesn't see your answer. When you have both answered, you'll both read only the more careful one. No reason is needed.
    .yes = Yes, as agreed
    .less = One step less
    .not_today = Not today
boundaries-today_noted = Kept, for you alone. Until you have both answered, there is no yes, and you can answer anew under /boundaries.
# Whoever answers it after its moment, such as after a pause.
boundaries-today_past = That question was for another moment, so there is no yes. Under /boundaries you can both be asked anew.
# Both get the same words at the same moment; the line follows.
boundaries-evening = This is what counts for today. It can be less at any moment: a word is enough, and no reason is needed.
    .step_back = One step back
    .no_touch = No touch today
    .put_away = Put this away
boundaries-for_today = For today: { $rung }

## Looking at it again

boundaries-waited =
    The waiting time that you agreed on has gone by. Nothing has changed by that.

    How should it go on for you? You are both asked. If you want it longer, that counts at once, and you both read the new line. Any other answer stays with you, unless you both wish it to end.
    .over = It may end for me
    .longer = I'd like it longer
    .as_it_is = Leave it as it is
boundaries-review = A quiet question, for each of you: does what you agreed on still fit? Nobody else sees your answer.
    .fits = It still fits
    .look = I want to look at it
