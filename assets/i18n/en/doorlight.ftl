### The words of Doorlight. Sections and keys have the same order in every language.

## common: the frame of every screen, questions, words used everywhere

app-name = Doorlight

language-name = English

mark-read-only = read only
mark-demo = DEMO
too-small = The window is too small: at least { $columns } columns and { $rows } rows. Please make it larger.

tab-today = Today
tab-door = Door
tab-children = Children
tab-activities = Activities
tab-follow-up = Follow-up
tab-settings = Settings

head-count = In the house: { $count }
short-day = { $weekday } { $day }/{ $month }

popup-notice = Please note
popup-question = Please confirm
popup-yes = Yes
popup-no = No

clock-question = The computer's clock says { $now }, but the newest entry is of { $newest }. Is the clock right? (Say no, and set the clock first, if not.)
undo-question = Take back “{ $step }” of { $at }, with { $rows } rows? Ctrl-Y does it again.

yes = yes
no = no
and = { $first }, { $second }
more = { $count } more
from-to = { $from }–{ $to }
was-empty = (empty)
remove-name = remove { $name }
remove-question = Remove “{ $what }”? Ctrl-Z brings it back.

## keys and help: contexts, keys, the list of keys

help-column-key = Key
help-column-does = What it does
help-title = Keys
help-search = type to search the keys
help-nothing = No key for “{ $typed }”. Rub out a letter.

context-global = Everywhere
context-screen = On every screen
context-list = In every list
context-plain = Where nothing is typed
context-today = Today
context-door = Door
context-children = Children
context-child-file = One child's file
context-import = Import
context-calendar-file = Calendar file
context-activities = Activities
context-follow-up = Follow-up
context-settings = Settings
context-setup = First run
context-form = Forms
context-picker = Lists to choose from
context-confirm = Questions
context-notice = Notices
context-page = A page
context-help = Keys
context-collect = Who collects
context-sweep = Closing the day
context-evacuation = Evacuation list
context-roll = Who takes part

key-name-backspace = Backspace
key-name-up = Up
key-name-down = Down
key-name-left = Left
key-name-right = Right
key-name-space = Space

key-help = keys
key-cancel = back
key-evacuate = evacuation
key-language = 中文
key-quit = quit
key-go-today = to Today
key-go-door = to the Door
key-go-children = to Children
key-go-settings = to Settings
key-undo = undo
key-redo = do again
key-accept = accept
key-up = one up
key-down = one down
key-page-up = a page up
key-page-down = a page down
key-first = to the first
key-last = to the last
key-today-accept = deal with it
key-open-home = open the home
key-absence = not coming
key-close-day = close the day
key-door-accept = sign in or out
key-turn = arriving / leaving
key-sibling = brother or sister too
key-late = late entry
key-bind-card = card
key-children-accept = open the file
key-add = new
key-edit = change
key-import = import
key-filter = filter
key-sort = order
key-file-accept = open the entry
key-next-part = next part
key-previous-part = part before
key-previous-child = child before
key-next-child = next child
key-contacts = contacts
key-tags = categories
key-status = leave / come back
key-household = household
key-commit = take in the good rows
key-import-accept = mend the row
key-import-filter = which rows
key-import-skip = leave the row out
key-calendar-skip = take it or leave it out
key-remove = take away
key-form-advance = next
key-save = save
key-next-field = next field
key-previous-field = field before
key-restore = as it was
key-choose = choose
key-yes = yes
key-no = no
key-other-answer = the other answer
key-read = read it
key-close = close
key-collect = collects
key-sweep-accept = sign out
key-tick = seen outside
key-phones = telephone numbers
key-id-no = show or hide the identity number
key-go-follow-up = to Follow-up
key-follow-accept = what was done
key-record = visit, problem, incident
key-follow-filter = what is listed
key-follow-file = open the file
key-go-activities = to Activities
key-plan-accept = what to do
key-plan-add = plan something
key-plan-hold = write down as held
key-plan-before = week, day or topic before
key-plan-after = week, day or topic after
key-plan-call-off = call off
key-plan-files = files and paper
key-roll-on = on: what was done
key-roll-ready = tick others
key-roll-newcomer = a newcomer
key-record-today = record an activity or a visit
key-roll-tick = tick

## forms and errors: forms, lists to choose from, wrong values

form-required = must be filled in
form-errors = { $count ->
    [one] One field needs mending.
   *[other] { $count } fields need mending.
    }
form-place = { $place } of { $count }
form-leave = Not saved yet. Esc again drops the changes, Enter goes on.

form-error-required = This has to be filled in.
form-error-date = Not a date. Write year, month, day, like 2015-06-01.
form-error-no-such-day = The calendar has no such day. Please check month and day.
form-error-future = This day has not come yet. Please check the year.
form-error-time = Not a time. Write hour and minute, like 17:30.
form-error-number = A whole number, please, like 30.
form-error-phone = Not a telephone number. A mobile number has 11 digits and begins with 1.
form-error-phone-short = Only { $count } digits; a mobile number has 11.
form-error-phone-long = { $count } digits are too many; a mobile number has 11. Put a / between two numbers.
form-error-id-old = This is an old number of 15 digits. Please enter the present one of 18.
form-error-id-length = An identity number has 18 characters, this one has { $count }.
form-error-id-characters = Only digits and a final X, please.
form-error-id-birth = The birth date inside (digits 7 to 14) does not exist. Please check the card.
form-error-id-check-digit = The last digit does not fit: one digit may be mistyped. Please check the card.

picker-filter = type to search
picker-nothing = Nothing fits “{ $typed }”. Rub out a letter.
picker-empty = There is nothing to choose from.

## fields: names of fields in forms and in histories

field-name = name
field-file-no = file number
field-pinyin = reading by hand
field-nickname = nickname
field-sex = sex
field-birth-date = birth date
field-id-no = identity number
field-ethnicity = ethnicity
field-household = household
field-hukou-registered = registered (hukou)
field-hukou-address = registered address
field-live-address = lives at
field-hamlet = group or hamlet
field-map-hint = how to find it
field-stage = stage of schooling
field-school = school
field-class = class
field-boarding = boards at school
field-teacher = teacher
field-teacher-phone = teacher's phone
field-health = health
field-disability-types = kind of disability
field-disability-grade = grade of disability
field-disability-cert = disability certificate
field-illness = illness
field-medication = medication
field-allergy = allergy
field-alert = alert at the door
field-care-mode = cared for by
field-guardianship = guardianship
field-care-grade = quality of care
field-status = status
field-expected-days = agreed days
field-walks-home = may go home alone
field-walks-home-agreed-on = agreed on
field-joined-on = joined on
field-left-on = left on
field-left-reason = reason for leaving
field-summer-plan = summer plan
field-risk = risk level
field-risk-reason = reason for the level
field-risk-assessed-on = assessed on
field-risk-next-on = next assessment
field-wish = small wish
field-own-words = the child's own words
field-data-notice-on = data notice given on
field-consent-by = consent given by
field-consent-photo = consent: photos
field-consent-sign-out = consent: collection
field-consent-medical = consent: medical help
field-last-verified-on = last verified on
field-verified-by = verified by
field-note = note
field-relation = relation
field-is-caregiver = caregiver
field-can-collect = may collect
field-phones = phone
field-phone-verified-on = phone verified on
field-work-place = works in
field-priority = order to ring
field-do-not-contact = do not contact (why)
field-code = category
field-from-day = from
field-to-day = until
field-evidence = evidence
field-is-primary = main category
field-child = child
field-mark = mark
field-in-at = came at
field-out-at = left at
field-out-to = collected by
field-out-allowed-by = allowed by
field-reason = reason
field-entered-late = entered late
field-untimed = without times
field-stay = which stay
field-day = day
field-card = card
field-bound-on = bound on
field-label = label
field-village = village
field-township = township
field-county = county
field-assembly-point = assembly point
field-ask-after-minutes = ask after minutes
field-director = children's director
field-hours = opening hours
field-role = role
field-phone = phone
field-active = active
field-value = value
field-absence-reason = why absent
field-talk = talk held there
field-title = title
field-nth = which one in the month
field-actor = by
field-at = when
field-found-at = found
field-found-by = found by
field-kind = type
field-notes = notes (restricted)
field-reported-at = reported
field-rule = rule
field-visit = visit
field-visitor = visitor
field-checked-on = background check on
field-barred-since = barred from care since
field-visit-kind = type
field-visit-day = day
field-child-seen = child seen in person?
field-met = met or spoke to
field-contact = whom
field-result = outcome of the call
field-living = living
field-study = study
field-mood = mood
field-safety = safety
field-care = care
field-parents = parents' contact
field-found = what was found
field-next-on = look again on
field-caregiver = caregiver
field-signed-on = signed on
field-valid-to = valid until
field-reviewed-on = gone through on
field-suitability-checked = suitability looked at
field-child-view = what the child says
field-paper-no = number of the paper
field-problem-kind = about
field-what = problem
field-opened-on = found on
field-owner = who takes care
field-due-on = until
field-steps = what was done
field-escalated-to = handed up to
field-escalated-on = handed up on
field-closed-on = settled on
field-outcome = outcome
field-incident-kind = what was found
field-found-day = found on
field-found-time = found at
field-action = done at once
field-reported-to = reported to
field-reported-person = who took it
field-reported-day = reported on
field-reported-time = reported at
field-receipt = receipt number
field-restricted-notes = notes (restricted)
field-until = until
field-to-whom = to whom
field-how = how
field-close-reason = reason
field-step = done
field-home-name = name of the home
field-time = time
field-unlisted-note = who, and how it was checked
field-since = since
field-why = why
field-rule-number = number
field-rule-why = why
field-opens = opens
field-closes = closes
field-term-kind = term or holiday
field-term-name = name
field-topic = topic
field-starts = starts
field-ends = ends
field-place = place
field-organiser = in charge
field-helpers = helpers
field-materials = what is needed
field-repeats = repeats
field-on-weekdays = on weekdays
field-ends-on = until
field-ends-before = not from this day on
field-for-whom = for whom
field-age-from = from age
field-age-to = to age
field-tag = category
field-done = what was done
field-adults = adults there
field-summary = how it went
field-next-step = next step
field-filed = paper and photos are in
field-took-part = who took part
field-moved-from = planned for
field-last-day = to, included
field-topic-name = name
field-topic-code = code
field-purpose = what it is for
field-month-from = from month
field-month-to = to month
field-point = point

## calendar and days: weekdays, opening hours, open and closed days

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

term-kind-term = term
term-kind-holiday = holiday

day-open = open
day-closed = closed
day-closed-weekly = not a day on which the home opens
day-closed-listed = closed day
day-open-extra = extra day

hours-as-in-term = as in term
hours-days = { $first }-{ $last }
hours-comma = {", "}
hours-empty = Please write the opening hours, for example: Mon-Fri 16:30-18:30, Sat 09:00-17:00
hours-unknown = “{ $part }” is neither a day nor a time. Example: Mon-Fri 16:30-18:30, Sat 09:00-17:00
hours-not-a-time = “{ $part }” is not a time. Write hours and minutes, for example 16:30.
hours-half = “{ $part }” is only one end. Write from when to when, for example 16:30-18:30.
hours-no-day = On which day is { $part }? Write the day first, for example Mon { $part }.
hours-no-hours = No hours for “{ $part }”. Write them after the day, for example 16:30-18:30.
hours-backwards = { $part }: the home would close before it opens.
hours-overlap = { $part } overlaps other hours on { $day }.

age-years = { $age } years

## domain words: the coded lists

sex-male = male
sex-female = female
stage-not-yet = not yet in kindergarten
stage-kindergarten = kindergarten
stage-primary = primary school
stage-junior = junior middle school
stage-senior = senior middle school
stage-vocational = vocational school
stage-dropped-out = dropped out
stage-not-in-school = not in school
health-healthy = healthy
health-disabled = disabled
health-ill = ill
care-mode-parents = both parents
care-mode-one-parent = one parent
care-mode-grandparents = grandparents
care-mode-relatives = other relatives
care-mode-nobody = nobody
guardianship-normal = normal
guardianship-unable = unable
guardianship-absent = absent
guardianship-grandparents = grandparent care
guardianship-other = other
care-grade-good = good
care-grade-fair = fair
care-grade-poor = poor
status-enrolled = on the register
status-away = away for now
status-moved = moved away
status-aged-out = of age
status-closed = closed
summer-plan-village = in the village
summer-plan-parents = with the parents
summer-plan-relatives = with relatives
risk-red = red
risk-yellow = yellow
risk-blue = blue
risk-green = green

tag-lbc = rural left-behind child
tag-mig = migrant child
tag-orph-s = orphan in community care
tag-dfuc = de facto unattended child
tag-diff-poor = family-poverty difficulty
tag-diff-self = own difficulty (disability, illness)
tag-diff-safe = safety difficulty
tag-diff-temp = temporary difficulty
tag-disab = disabled child
tag-improper = child with improper guardianship
tag-wand = street child
tag-ord = ordinary child
tag-key = key child
relation-father = father
relation-mother = mother
relation-paternal-grandfather = paternal grandfather
relation-paternal-grandmother = paternal grandmother
relation-maternal-grandfather = maternal grandfather
relation-maternal-grandmother = maternal grandmother
relation-uncle = uncle
relation-aunt = aunt
relation-sibling = brother or sister
relation-relative = other relative
relation-neighbour = neighbour
relation-teacher = teacher
relation-other = other

mark-present = present
mark-late = late
mark-excused = excused
mark-absent = absent
absence-reason-ill = ill
absence-reason-family = family matter
absence-reason-with-parents = with the parents
absence-reason-weather = weather
absence-reason-other = other
role-helper = helper
role-director = director

visit-kind-regular = regular visit
visit-kind-routine = routine visit
visit-kind-special = special visit
visit-kind-phone = phone call
visit-kind-video = video call
call-result-reached = reached
call-result-no-answer = no answer
call-result-wrong-number = wrong number
call-result-stopped = out of service
grade-good = good
grade-fair = fair
grade-poor = poor
met-child = the child
met-caregiver = caregiver
met-parent = parent
met-relative = relative
met-teacher = teacher
met-neighbour = neighbour
met-nobody = nobody
problem-living = living
problem-medical = medical
problem-school = school
problem-hukou = household registration
problem-guardianship = guardianship
problem-mind = state of mind
problem-safety = safety
problem-other = other
incident-lives-alone = child living alone
incident-missing = child missing
incident-violence = violence in the family
incident-injury = unexplained injury
incident-sexual-harm = signs of sexual harm
incident-self-harm = self-harm or poisoning
incident-neglect = abandoned or unattended
incident-begging = made to beg
incident-no-guardian = guardian lost ability or refuses
incident-other = other serious harm
agency-police = police
agency-civil-affairs = civil affairs
agency-education = education
agency-township = township
agency-hospital = hospital
agency-other = other

level-red = red
level-amber = amber
rung-call = ring the caregiver
rung-second-contact = ring another contact
rung-visit = go there
rung-director = the director decides
rung-township = tell the township
follow-step-rang = rang
follow-step-visited = went there
follow-step-excused = there is a reason
follow-step-snoozed = look again later
follow-step-handed-up = handed to the township
follow-step-closed = close
close-reason-seen-elsewhere = seen elsewhere, is well
close-reason-left-home = left this home
close-reason-wrong-days = the agreed days were wrong
close-reason-wrong-record = the record was wrong
close-reason-taken-over = another body has taken over
close-reason-settled = settled

activity-state-planned = planned
activity-state-held = held
activity-state-moved = moved
activity-state-cancelled = called off
activity-state-missed = missed
rhythm-once = once
rhythm-weekly = every week
rhythm-fortnightly = every second week
rhythm-monthly-weekday = every month, same weekday
rhythm-monthly-date = every month, same date
rhythm-school-days = every school day, make-up days too
rhythm-rule = by the rule of the calendar file
cadence-week = every week
cadence-month = every month
cadence-once = once in this time

## rules and reasons: names, numbers and reasons of the rules

rule-v1 = yearly visit due
rule-v2 = monthly visit due
rule-v3 = visit due by risk level
rule-v4 = summer visit due
rule-v5 = child not met
rule-v6 = first visit due
rule-s1 = expected and not in
rule-s2 = missing, phone not answered
rule-s3 = missed in a row
rule-s4 = missed ten open days
rule-s5 = not seen by anyone
rule-s6 = comes less and less
rule-s7 = still signed in
rule-s8 = left with somebody unlisted
rule-s9 = too few adults
rule-l1 = young or vulnerable child alone
rule-l2 = child living alone
rule-l3 = no caregiver or agreement
rule-l4 = parents' contact not recorded
rule-l5 = caregiver is barred
rule-l6 = incident not reported
rule-d1 = file not verified
rule-d2 = phones not verified
rule-d3 = risk not assessed
rule-d4 = quarter's check
rule-d5 = category will end
rule-d6 = background check due
rule-a1 = activity every week
rule-a2 = drowning talk due
rule-a3 = policy talk due
rule-a4 = fire drill for everybody

number-v1-remind = days before the end of the year
number-v2-from-day = shown from this day of the month
number-v3-red = days between visits, red
number-v3-yellow = days between visits, yellow
number-v3-blue = days between visits, blue
number-v3-green = days between visits, green
number-v4-from = summer mode from (701 is 1 July)
number-v4-to = summer mode to (831 is 31 August)
number-v4-every = days between contacts in summer
number-v6-new = new child visited within days
number-v6-incident = after an incident visited within days
number-s2-failed = calls without answer
number-s3-amber = misses in a row, amber
number-s3-red = misses in a row, red
number-s3-once-in = rare for this child: once in weeks
number-s4-missed = misses in a row, to the township
number-s5-red = days not seen, risk red
number-s5-yellow = days not seen, risk yellow
number-s5-key = days not seen, key or left-behind
number-s5-blue = days not seen, risk blue
number-s5-others = days not seen, others
number-s6-expected = expected days needed for a trend
number-s6-missed = misses needed for a trend
number-s6-fall = percent of the rate before
number-s7-red = minutes after closing, red
number-s7-amber = minutes after closing, amber
number-s8-days = days an unlisted departure is shown
number-s9-amber = children for each adult, amber
number-s9-red = children for each adult, red
number-l3-days = days without agreement
number-l3-review = agreement gone through after days
number-l4-days = days without parents' contact
number-d1-amber = file unverified for days, amber
number-d1-red = file unverified for days, red
number-d2-days = phone unverified for days
number-d2-failed = failed calls
number-d3-days = risk assessed after days
number-d5-ahead = days ahead of a birthday
number-d6-days = background check after days
number-ladder-call = days until somebody rang
number-ladder-second = days until a second contact
number-ladder-visit = days until a visit
number-ladder-director = days until the director
number-ladder-township = days until the township
number-ladder-back = open days that count as come back
number-a1-weekly = activities a week
number-a1-plan-by = planned by this weekday (1 is Monday)
number-a1-red-on = held by this weekday (7 is Sunday)
number-a1-strip = weeks looked back at
number-a2-from = drowning talks from (401 is 1 April)
number-a2-to = drowning talks to (930 is 30 September)
number-a2-from-day = monthly talk shown from this day of the month
number-a2-weekly-from = weekly talks from (601 is 1 June)
number-a2-weekly-to = weekly talks to (831 is 31 August)
number-a2-every = days between weekly talks
number-a3-from-day = policy talk shown from this day of the month
number-a4-ahead = days before the end of term, amber
number-a4-red = days before the end of term, red

preset-standard = standard
preset-dense = dense: weekly in summer, short limits
preset-wide = wide: sparse villages, long ways

why-comma = ;{" "}
why-never = never
why-missed-in-a-row = { $days ->
    [one] one expected day missed, since { $from }
   *[other] { $days } expected days missed in a row, since { $from }
}
why-not-seen = not seen for { $days } days ({ $open } of them open); the limit is { $limit }
why-never-seen = never seen at the home or at a visit
why-last-seen = last seen { $day } at the home
why-last-seen-at-visit = last seen { $day } at a visit
why-usual-days = usually comes { $days }
why-out-of-rhythm = for this child { $days } misses would happen by chance about once in { $weeks } weeks
why-falling = came { $came } of { $of } days in four weeks, before that { $before } of { $ofbefore } in eight
why-no-answer = { $times ->
    [one] phone not answered on { $last }
   *[other] phone not answered { $times } times, last on { $last }
}
why-not-met = went there on { $day }, child not met
why-not-in-yet = expected today, not in { $minutes } minutes after opening
why-still-in = still signed in { $minutes } minutes after closing
why-left-unlisted = left on { $day } with somebody who is not listed
why-ratio = { $children } children, { $adults } adults
why-never-visited = never visited; due { $due }
why-not-visited = last visited { $last }; due { $due }
why-at-risk = risk level { $risk }
why-new = joined { $day }
why-after-incident = after the incident of { $day }
why-nobody-at-home = { $age } years old, the file says nobody is at home
why-nobody-at-home-needs = { $age } years old with special needs, the file says nobody is at home
why-no-caregiver = left behind, and no caregiver is named
why-no-agreement = left behind since { $day }, and no agreement holds
why-agreement-old = the agreement was last gone through on { $day }
why-parents-contact = parents' contact last recorded: { $last }
why-caregiver-barred = a ground that bars the caregiver is known since { $day }
why-unreported = found { $hours } hours ago, no report recorded
why-unverified = file last verified: { $last }
why-phones-unverified = phone last verified: { $last }
why-no-phone = no phone number that may be rung
why-risk-unassessed = risk last assessed: { $last }
why-quarter-check = { $verified } of { $of } files verified this quarter; due { $due }
why-turns = turns { $age } on { $day }: please look at the categories
why-unchecked = background check last done: { $last }
why-no-activity = this week held: { $held }, still planned: { $planned }
why-weeks-without-reason = nothing took place and nobody has said why, weeks from { $weeks }
why-topic-not-held = { $topic } not held for a month
why-topic-last-held = { $topic } last held { $last }
why-not-covered = { $topic }: { $missing } of { $of } children still miss it; due { $due }

## today: F2, the cards of the day

today-welcome = Welcome to Doorlight
today-set-up = Make the home
today-set-up-detail = Enter asks a few questions; then the roster can be imported.
today-no-children = No children yet
today-import = Import a roster, or make a new file
today-import-detail = Enter opens the register: Ctrl-O imports, Ctrl-N makes a file.
today-hours = Open today { $hours }
today-closed = Closed today: { $why }. Next open day: { $next }
today-is-open = The home is open (since { $at })
today-is-closed = The day is closed (at { $at })
today-open-it = Open the home (Enter)
today-expected-title = Expected today
today-expected = Not in yet: { $count }
today-expected-detail = Whoever is not in { $minutes } minutes after opening is listed with the phone to ring.
today-missing = Expected and not in: { $count }. Please ring and ask
today-no-phone = no phone on file
today-forgotten-title = Forgotten sign-outs: { $count }. Please find out
today-forgotten = When did { $name } leave?
today-forgotten-detail = signed in on { $day } at { $came }, never out
today-inside-title = In the house
today-inside = { $count } now; { $came } came today
today-birthdays = Birthdays this week
today-birthday = { $day }: { $age } years old
today-notices = Notices
today-holidays = The public holidays of { $year } are not complete
today-holidays-detail = When they are published, enter closed and extra days in the settings.

today-follow-title = Needs a person ({ $count })
today-follow-more = … and { $count } more
today-follow-more-detail = Enter or F6 shows all

today-week-title = This week's activity
today-week-missed = Nothing took place in the week of { $day }
today-week-missed-detail = Say why, or write down what took place
today-week-nothing = Nothing is planned this week
today-week-nothing-detail = Enter plans something
today-topic-due = Due: { $topic }
today-activity = { $at } { $title }

form-settle = How did { $name } leave on { $day }?
hint-settle-time = leave empty if nobody knows
hint-settle-note = who was asked

## door: F3, arriving and leaving, closing the day, roll call outside

door-choose-first = Choose a child first.
door-arriving = Arriving
door-leaving = Leaving
door-placeholder = initials, name, file number or last digits of a phone
door-late = Late entry for { $at } · Esc ends it
door-sibling = { $name } of the same household is not in yet: + signs in too
door-siblings = { $name } of the same household is not in yet: + signs in too (and { $more } more)
door-nobody-fits = Nobody fits. Try other letters, or clear with Esc.
door-expected = not in yet
door-empty = No children yet. Press F4 for the register: Ctrl-O imports a roster, Ctrl-N makes a new file.
door-not-yet = Not in yet: { $count }
door-inside = In the house: { $count }
door-all-here = Everybody expected today has come.
door-nobody-inside = Nobody is in the house.
door-same-name = Children of the same name: look at school and caregiver, and press the digit.
door-answer-first = Please answer this first, then scan again.
door-nobody = Nobody found for “{ $typed }”.
door-comeback = The file of { $name } says “{ $status }”. Sign in and put back on the register?

form-late = Late entry: an earlier time or day
form-absence = { $name } is not coming
form-unlisted = Somebody not listed collects { $name }
form-card = A card for { $name }

hint-time = such as 17:05
hint-unlisted = who it is, and who was rung
hint-card = hold the card to the scanner

pick-absence = Who is not coming?
pick-card = This card is not bound. Whose is it?

collect-title = Who collects { $name }?
collect-alone = goes home alone (agreed)
collect-unlisted = somebody not listed (a director must allow it)

sweep-title = Still in the house: { $count }
sweep-help = Enter signs out; then the day can be closed.
sweep-still = { $count ->
    [one] One child is still in
   *[other] { $count } children are still in
}: Enter asks who collects. The day closes when nobody is left.
sweep-close = Close the day? { $came } came, { $missing } were expected and did not come.

evacuation-title = Roll call { $safe }/{ $count }
evacuation-all-safe = All { $count } are safe.
evacuation-missing = { $count } not seen yet!
evacuation-missing-at = Gather at { $place }; { $count } not seen yet!

## children: F4, the register and one child's file

children-count = { $shown } of { $all }
children-search = initials, name, file number, phone
children-none = Nobody fits. Esc clears search and filter.
children-empty = No children yet. Ctrl-O imports a roster, Ctrl-N makes a new file.
sort-name = by name
sort-file-no = by number
sort-age = by age
sort-last-seen = by last seen
column-age = age
column-file-no = no.
column-risk = risk
column-days = days
column-last-seen = last seen
filter-all = everybody (no filter)
pick-filter = Show only

never-seen = never seen
seen-today = seen today
last-seen = seen { $day }, { $days ->
    [one] 1 open day
   *[other] { $days } open days
} ago
seen-short = { $day } · { $days ->
    [one] 1 open day
   *[other] { $days } open days
}

section-identity = Identity
section-place = Place
section-school = School
section-health = Health and alert
section-care = Care
section-service = Coming and agreements
section-risk = Risk
section-voice = The child's own words
section-consent = Consent and verification
section-contacts = Contacts, and who may collect
section-tags = Categories
section-household = Household and cards
section-timeline = What happened, newest first

file-reading = Reading…
file-no-contacts = No contacts yet. Ctrl-P adds one.
file-no-tags = No categories yet. Ctrl-T adds one.
file-no-siblings = No children of the same household. Ctrl-G links one.
file-no-past = Nothing has happened yet.
file-sibling = sibling

contact-barred = do not contact
contact-new = add a contact
tag-new = add a category
tag-still = now
card-new = bind another card
card-unbind = unbind { $code }
household-leave = no longer of this household
household-linked = of one household

pick-contact = Contacts
pick-tag = Categories
pick-sibling = With whom does the child live?
pick-cards = Cards

form-new-child = New file
form-contact = Contact of { $name }
form-tag = Category of { $name }
form-status = State of { $name }'s file
form-correct = Correct { $name } on { $day }
correct-strike = strike it out

hint-why = a reason is required
hint-left-reason = such as: with the parents

wrong-grade = The grade is 1 to 4.
wrong-birth-vs-id = By the identity number the child was born on { $day }.
wrong-sex-vs-id = By the identity number the child is { $sex }.
wrong-risk-without-reason = A risk level needs its reason.
wrong-no-arrival = Enter when the child came.

collected-by = with { $name }
out-to-alone = went home alone
out-to-not-known = nobody remembers
out-to-unlisted = with somebody not listed
changed-field = { $field }: { $old } → { $new }
seen-at-visit = child seen
not-seen-at-visit = child not seen
added-row = added { $what }
removed-row = removed { $what }

## import: rosters and attendance, the preview, notes on rows and files

import-left-out = Row { $row } stays out.
import-back-in = Row { $row } is in again.
import-is-left-out = This row stays out. Delete takes it in again.
import-no-need = This row is on the register already; there is nothing to do.
import-mend-in-file = This row cannot be changed here. Mend it in the file and read the file again.
import-leave = What you mended here will be lost. Esc again leaves.
import-not-read = The file is not opened.
import-elsewhere = The file has been read meanwhile. Open it again under Children when you have time.
import-changed = The register has changed meanwhile. Nothing was written; please look again.
import-rest = { $added } imported, Ctrl-Z undoes. Not taken in: { $left }; Enter mends a row.
import-type-path = type a path…
import-pick-file = Which file?
import-path = path
import-path-hint = drag the file in, or paste its path
import-month = month
import-month-hint = such as 2026-10
import-which-month = Of which month is this sheet?
import-reading = Reading…
import-mend = Row { $row }: mend it
import-who = Row { $row }: who is “{ $name }”?
import-nothing = There is no row to bring in.
import-days = On which days do the new children come?
import-days-open = every open day: { $days }
import-days-none = not agreed yet; one by one later
import-column-row = row
import-column-outcome = outcome
import-column-notes = remarks
import-none-shown = No such rows. Tab shows others.
import-source = { $file } · { $sheet }
import-title-roster = Roster { $file }
import-title-attendance = Attendance { $file }
import-counts = { $added } new, { $matched } there already, { $doubtful } to check, { $refused } refused.
import-counts-unwritten = { $added } new, { $matched } there already, { $doubtful } to check, { $refused } refused. Not written yet.
import-marks = marks to bring in: { $count }
import-understood = columns understood: { $count }
import-shown-all = all rows
import-shown-check = only those to check
import-shown-new = only the new ones
import-not-understood = columns not understood: { $columns }

import-no-plan-no-roster = No headings of a register were found. They need a name and something else, such as sex or birth date.
import-no-plan-no-headings = No headings of a sign-in sheet were found. They need a name and days.
import-no-plan-no-month = Nothing says which month it is. Please give it, for example 2026-10.

import-outcome-add = new
import-outcome-match = there already
import-outcome-doubt = to check
import-outcome-refuse = not taken
import-outcome-skip = left out

import-field-serial = running number
import-field-file-no = file number
import-field-name = name
import-field-nickname = nickname
import-field-sex = sex
import-field-birth-date = birth date
import-field-age = age
import-field-id-no = ID number
import-field-ethnicity = ethnic group
import-field-live-address = address
import-field-hukou-address = registered address
import-field-hamlet = villagers' group
import-field-school = school
import-field-class = class
import-field-school-class = school and class
import-field-stage = stage of school
import-field-boarding = boarding
import-field-teacher = class teacher
import-field-teacher-phone = teacher's phone
import-field-health = health
import-field-disability = disability
import-field-illness = illness
import-field-allergy = allergies
import-field-category = category
import-field-father-name = father
import-field-father-phone = father's phone
import-field-father-work = father's place of work
import-field-mother-name = mother
import-field-mother-phone = mother's phone
import-field-mother-work = mother's place of work
import-field-carer-name = caregiver
import-field-carer-relation = caregiver's relation
import-field-carer-phone = caregiver's phone
import-field-joined-on = registered on
import-field-note = note
import-field-date = date
import-field-in = time in
import-field-out = time out
import-field-mark = mark
import-field-reason = reason
import-field-total = total

import-note-name-tidied = Spaces in the name were taken out: {$value}.
import-note-date-tidied = The date was put into one form: {$value}.
import-note-date-serial = The spreadsheet had turned the date into a number; it is {$value}. Please check.
import-note-date-month-only = The birth date has no day; {$value} stands for now. Please add the day.
import-note-id-tidied = Spaces, full-width digits or a small x in the ID number were put right.
import-note-phone-tidied = Spaces or dashes in the {$field} were taken out: {$value}.
import-note-formula-as-text = The {$field} holds a formula; it is kept as plain words and never run.
import-note-cell-error = The {$field} is an error in the spreadsheet and was left out. Please fill it in.
import-note-no-id = No ID number; it can be added later.
import-note-id-province = The first two digits of the ID number are no province. Please check.
import-note-birth-from-id = The birth date was taken from the ID number.
import-note-sex-from-id = The sex was taken from the ID number.
import-note-same-name = Another child has the same name (born {$value}); they are two children.
import-note-category-umbrella = “{$value}” does not say which difficulty; entered as “{$tag}” for now. Please choose the real category.
import-note-relation-unknown = The relation “{$value}” is not known; entered as “other”.
import-note-word-unknown = The {$field} “{$value}” is not understood; the words were put into the note.
import-note-phone-without-name = No name stands beside the {$field}; the number {$value} was put into the note.
import-note-file-no-taken = The file number {$value} is taken; another will be given.
import-note-joined-unclear = The registration date “{$value}” is not understood; the words were put into the note.
import-note-duplicate-in-file = The same child as in row {$row}; not entered twice.
import-note-already-there = On the register already as number {$number}.
import-note-differs = The {$field} differs: “{$list}” in the list, “{$file}” in the file. The file was not changed; change it there if the list is right.
import-note-id-lost-digits = The spreadsheet treated the ID number as a number and lost its last digits. Please type it again from the card, in a column set to text.
import-note-id-check-digit = The last digit of the ID number does not fit; one digit may be mistyped. Please check the card.
import-note-id-old = This is an old ID number of 15 digits. Please enter the present one of 18.
import-note-id-length = An ID number has 18 characters, this one has {$count}. Please check the card.
import-note-id-characters = The ID number holds characters that do not belong there. Please check the card.
import-note-id-birth = The birth date inside the ID number does not exist. Please check the card.
import-note-id-of-other-child = This ID number belongs to {$name}. Please check whether the name or the number is wrong.
import-note-id-vs-namesake = Name and birth date are those of number {$number}, but the ID number differs. Please check whether they are one child.
import-note-sex-vs-id = The sex “{$value}” does not agree with the ID number. Please check.
import-note-birth-vs-id = The birth date is {$value}, but {$inside} in the ID number. Please check.
import-note-birth-future = The birth date {$value} is in the future. Please check the year.
import-note-birth-not-a-date = The birth date “{$value}” is not understood. Please write it as 2015-06-01.
import-note-birth-no-such-day = The calendar has no day “{$value}”. Please check the birth date.
import-note-birth-missing = No birth date and no usable ID number. Please fill in one of them.
import-note-sex-missing = No sex and no usable ID number. Please fill in one of them.
import-note-sex-unknown = The sex “{$value}” is not understood. Please enter male or female.
import-note-over-18 = {$value} years old, so no longer a child. Please check the birth date.
import-note-phone-too-short = The {$field} {$value} lacks digits. Please check.
import-note-phone-too-long = The {$field} {$value} has too many digits. Please check.
import-note-phone-not-a-phone = The {$field} “{$value}” is not a phone number. Please check.
import-note-category-unknown = There is no category “{$value}”. Please use one of these: {$known}.
import-note-no-name = No name. Please add the name in the list and import again.
import-note-name-unusable = “{$value}” cannot be a name. Please mend it in the list and import again.
import-note-skip-title = Title or explanation.
import-note-skip-blank = Blank row.
import-note-skip-heading = Headings.
import-note-skip-total = Row of totals.
import-note-skip-signature = Signatures.
import-note-skip-no-marks = No marks in this row.
import-note-child-unknown = Nobody on the register is “{$value}”. Please check the name, or enter the child first.
import-note-name-shared = {$count} children on the register are called “{$value}”. Please choose which.
import-note-mark-unknown = The mark “{$value}” on {$day} is not understood. Please use √, 迟, 假 or ×.
import-note-mark-conflict = On {$day} the register says “{$file}”, the sheet “{$list}”. Please check; the register was not changed.
import-note-twice-in-file = {$day} stands in row {$row} already, and the two differ. Please check.
import-note-day-future = {$day} is in the future and cannot be entered. Please check the date.
import-note-day-not-a-date = The date “{$value}” is not understood. Please write it as 2026-10-08.
import-note-day-before-birth = {$day} is before the child was born. Please check the date or the name.
import-note-time-not-a-time = The time “{$value}” is not understood. Please write it as 17:05.
import-note-out-before-in = On {$day} the child left before it came. Please check the times.
import-note-reason-as-note = The reason “{$value}” is kept as a remark.
import-note-marks-there = All these marks are on the register already.
import-note-total-disagrees = The total says {$list}, the marks come to {$file}. The marks were taken.

file-error-not-found = The file is not there. Please check its name and place, or whether the stick is plugged in.
file-error-folder = This is a folder. Please choose a file in it.
file-error-locked = Another program has the file open. Please close it in Excel or WPS first.
file-error-no-access = The system does not allow reading this file. Please copy it to the desktop and try again.
file-error-disk = The disk could not be read. Please plug the stick in again, or copy the file to the computer.
file-error-too-large = The file is too large. Please save the sheet with the list alone and try again.
file-error-empty = The file is empty.
file-error-password = The file has a password. Please take it off in Excel or WPS, save, and try again.
file-error-not-a-spreadsheet = This is no spreadsheet that can be read. Please open it in Excel or WPS and save it as .xlsx.
file-error-not-a-calendar = This is no calendar file. Please ask for one that ends with .ics.
file-error-nested = The calendar file is damaged: its parts lie within each other without end. Please ask for a new export (.ics).
file-error-damaged = The spreadsheet is damaged. Please open it in Excel or WPS and save it as .xlsx.

## activities: F5, the plan, who takes part, topics, printed papers

plan-week = Week
plan-month = Month
plan-topics = Topics
plan-coverage = Coverage
plan-strip = { $count } weeks
plan-due = due: { $topic }, { $missing } children never had it ({ $why })
plan-week-title = { $from } to { $to }, { $year } week { $number }: { $said }
plan-week-counts = { $held } held, { $planned } planned
plan-whole-day = all day
plan-children = { $count } came
plan-month-title = { $year }-{ $month }
plan-nothing = —
plan-clash = closed that day: { $why }
plan-took-part = { $count } took part
plan-repeats-until = { $rhythm }, until { $day }
plan-missing-empty = No children on the register yet. F4 imports a list.
plan-coverage-said = { $topic }, { $from } to { $to }: { $missing } of { $of } children have not had it
plan-no-terms = There is no term before this one: enter terms in Settings (F8) first.
plan-copy = Copy the plan of { $from } to { $to }? What is there already stays.
plan-hint = { $day }: Enter plans an activity, or records one that took place.
plan-column-time = time
plan-column-what = what
plan-column-state = state
plan-column-know = to know
plan-column-due = due now
plan-column-last = last
plan-column-had = had it
plan-column-misses = gaps

week-held = held
week-closed = closed
week-planned = planned
week-nothing = nothing planned
week-missed = nothing, no reason
week-missed-because = nothing: { $reason }
week-before = before

plan-do-hold = It took place: who took part, what was done
plan-do-record = Complete or correct the record
plan-do-edit = Change this one
plan-do-move = Move it
plan-do-call-off = Call it off
plan-do-reinstate = As planned at first
plan-do-series = Change the series from here on
plan-do-end = End the series
plan-do-talk = The talk of this topic
plan-do-missing = Who still misses it
plan-do-plan = Plan an activity
plan-do-unplanned = Something took place: write it down
plan-do-explain = Why nothing took place this week
plan-do-topic = Put it in the home's words
plan-do-told = Told at a visit
plan-do-exempt = need not have it: say why
plan-do-not-exempt = should have it after all
plan-do-invite = An activity for all who miss it
plan-do-file = Open the file
plan-do-read = Read the talk

record-hold = Today's activity: { $title }
record-unplanned = Write down an activity of today
pick-record-today = What is to be recorded?

pick-plan-files = Files and paper
plan-files-poster = Print: the plan for the wall
plan-files-evidence = Print: papers for an inspection
plan-files-calendar = A calendar file for phones (.ics)
plan-files-ics = Take a calendar file over (.ics)
plan-files-copy = Copy the plan of last term
pick-calendar = Which calendar file?

paper-poster = plan of activities
paper-evidence = record of activities
paper-sign = Children's director (signature):                    Date:
paper-written = Written: { $file }. Open it in a browser to print it.
paper-calendar-written = Written: { $file }. Send it to a phone and open it there.

form-plan = Plan something
form-unplanned = Something that took place
form-activity = Change this activity
form-series = From here on: { $title }
form-end-series = End: { $title }
form-move = Move: { $title }
form-call-off = Call off: { $title }
form-explain = Why nothing took place in the week of { $day }
form-exempt = Why { $name } need not have “{ $topic }”
form-done = { $title }: { $count } took part
form-topic = Topic: { $name }
form-topic-new = A new topic
section-outline = The talk, point by point

hint-on-weekdays = none: that of the day
hint-ends-on = empty: no end
hint-months = empty: as in the library
hint-topic-code = letters, such as BEES
hint-explain = empty takes it back
hint-exempt = such as: had it at school, on record
hint-whole-plan = empty: the whole plan
hint-title = empty: the topic's name

for-whom-all = everybody
for-whom-ages = by age
for-whom-tag = by category
for-whom-picked = chosen children
expected-all = everybody
expected-years = ages { $from }–{ $to }
expected-some = { $count } chosen children:{" "}
due-never = not yet
due-last = last on { $day }
due-begins = from { $day }
topic-season = months { $from }–{ $to } { $every }

wrong-month = a month is 1 to 12
wrong-ages = say from which age to which, the younger first
wrong-topic-code = a code begins with a letter and has letters, digits and dashes, 16 at most
wrong-no-title = give it a name

roll-title = { $title }: { $count } ticked
roll-hint = type a name, space ticks
roll-ready = ticked first: { $ready } (Tab changes it)
roll-present = who was in the house
roll-meant = everybody it is for
roll-nobody = nobody
roll-nothing = Nobody by that name. Ctrl-N adds a child.

activity-moved-from = was planned for { $day }
coverage-missing = misses it
coverage-exempt = exempt
coverage-exempt-because = exempt: { $reason }
coverage-hint = { $topic } { $due }  Enter: plan it for those who miss it, or print the list
coverage-activity = took part
coverage-visit = told at a visit
calendar-counts = { $file }: { $added } new, { $changed } changed, { $off } called off, { $same } the same, { $left } not taken
calendar-as-written = taken as it stands in the file: { $count }
calendar-left-out = left out
calendar-nothing-to-import = Nothing to import; the plan has it all. Esc goes back.
calendar-verdict-new = new
calendar-verdict-changed = changed
calendar-verdict-called-off = called off
calendar-verdict-same = no change
calendar-verdict-held = was held, stays
calendar-verdict-older = older version, left out
calendar-verdict-not-here = not in the plan, nothing to call off
calendar-verdict-refused = not taken
calendar-remark-zone-unknown = the time zone “{ $about }” is not known; read as Beijing time
calendar-remark-written-out = no series here has this rule (such as one with summer time); written out as { $about } single activities
calendar-remark-cut-off = too many; only the first { $about } were taken
calendar-remark-over-midnight = ends after midnight; here it ends at 23:59
calendar-remark-lines-lost = lines that cannot be read and were left out: { $about }
calendar-remark-part-ignored = “{ $about }” has no meaning in this rule and was left out
calendar-remark-rule-unread = the rule cannot be understood; only the first day was taken: { $about }
calendar-remark-first-outside = the first day is not one of the rule; it is planned by itself
calendar-remark-instance-elsewhere = changes a day that the rule does not have; planned by itself
calendar-remark-ends-first = ends before it begins; only the beginning was taken
calendar-remark-topic-unknown = the topic “{ $about }” is not known here; planned without one
calendar-refused-no-start = day and time are missing or cannot be read
calendar-refused-not-an-activity = a task, a journal or a busy time, not an activity
calendar-refused-older = the same file has a newer version
calendar-refused-cut-off = the file ends in the middle of it
calendar-refused-never-takes-place = by its rule it never takes place

## follow-up: F6, what needs a person; visits, problems, incidents

follow-title = { $open } open, { $red } red, { $overdue } overdue
follow-empty = Nothing needs a person. Tab shows what is excused or put off.
follow-open = open
follow-red = red only
follow-all = all
follow-home = this home
follow-more = +{ $count }
follow-column-why = why
follow-column-next = next
follow-next = { $rung } by { $due }
follow-excused = excused until { $until }
follow-snoozed = put off until { $until }
follow-handed-up = with the township since { $on }
follow-until = until { $until }
follow-supervisor = Overdue by half again: the supervisor gets a copy.
follow-in-settings = This is put right in the settings (F8) or in the files.
follow-problem = note a problem
follow-file = open the file
follow-note-rang = reached, no answer, wrong number
follow-note-visited = seen or not
follow-note-excused = until a day, with the reason
follow-note-snoozed = on a day, and why
follow-note-handed-up = to whom, and how
follow-note-closed = with a reason from the list

record-visit = visit or call
record-agreement = agreement of care
record-problem = problem
record-incident = incident that must be reported
record-open-problem = problem: { $what }
record-open-incident = not yet reported: { $kind }
pick-record = Record about { $name }
pick-done = { $name }: what was done?

form-visit = Visit or call: { $name }
form-agreement = Agreement of care: { $name }
form-problem = Problem: { $name }
form-incident = Incident: { $name }
form-step = { $name }: { $step }

hint-call-note = what was said

wrong-no-result = Please say what came of the call.
wrong-call-is-not-seen = A call does not count as seen. Please answer no, or change the type.
wrong-not-said-seen = Please say whether the child was seen in person.
wrong-talk-not-seen = the child was not seen, so it was not told

incident-card = Report now, record after. Police 110 · ambulance 120 · fire 119. Is the child safe this minute? Then ring, and note here afterwards who took the report.
banner-unreported = An incident waits to be reported: found { $hours } hours ago. Report now, then F6.

## settings: F8, the first run, rules, journal

form-first-run = A new home
hint-home-name = as on the plate
hint-hours = such as Mon-Fri 16:30-18:30, Sat 09:00-17:00

settings-rules = Rules
settings-home = The home
settings-hours = Opening hours
settings-hours-term = in term
settings-hours-holiday = in the holidays
settings-days = Closed days, extra days, terms
settings-closed = closed
settings-extra = extra day
settings-add-closed = a closed day
settings-add-extra = an extra open day
settings-add-term = a term or holiday
settings-public = public
settings-staff = Staff
settings-add-staff = somebody new
settings-seat = at the desk now
settings-look = Language and look
settings-language = language
settings-theme = theme
settings-symbols = symbols
settings-data = Data
settings-folder = kept in
settings-backup = back up
settings-backup-how = Enter keeps a copy in the folder backups
settings-verify = check
settings-verify-how = Enter checks the journal and every row
settings-journal = Journal, newest first

staff-gone = has left
form-staff = Staff

hint-term-name = such as autumn term 2026
wrong-closes-before-opens = The home must close after it opens.

theme-dark = dark
theme-light = light
symbols-unicode = lines and marks
symbols-ascii = plain ASCII (old consoles)

rules-preset = ready-made numbers
rules-changed = { $value }  (standard { $default })
pick-preset = Which numbers?
form-rule = Rule { $rule }
hint-rule-why = kept in the journal with your name

verify-found = { $count } things do not hold. Back up first, then run doorlight verify to see them.

## refusals: why a step was not taken

refused-no-home = There is no home yet. Start the program and answer its questions, or use doorlight init.
refused-already-set-up = There is a home in this folder already; nothing was changed.
refused-unknown-child = Nobody found for “{ $asked }”. Check the name or the file number.
refused-ambiguous = More than one child fits “{ $asked }”: { $children }. Use the file number.
refused-already-in = { $name } is in already (since { $since }).
refused-not-in = { $name } is not in the house.
refused-signed-out-already = { $name } was signed out already ({ $day }, { $at }). Nothing was changed.
refused-not-enrolled = The file of { $name } says “{ $status }”. Put the child back on the register first.
refused-future = That time has not come yet. Check day and time.
refused-out-before-in = The time of leaving is before the time of coming.
refused-was-there = { $name } was there that day; an absence cannot be written over it.
refused-still-inside = { $count } still in the house: { $names }. Sign them out before closing the day.
refused-needs-director = Not on the list of people who may collect: a director must allow it, with a note.
refused-card-taken = This card belongs to { $name }. Unbind it first.
refused-file-no-taken = File number { $number } belongs to { $name }.
refused-id-no-taken = This identity number stands in the file of { $name }.
refused-missing = Please fill in “{ $field }”.
refused-alert-too-long = The alert may have 40 characters at most, so that the door can show it.
refused-director-only = Only a children's director may do this.
refused-last-director = There must be at least one children's director.
refused-clock-behind = The computer's clock is behind the newest entry ({ $newest }). Check the clock first.
refused-nothing-to-undo = Nothing to undo.
refused-nothing-to-redo = Nothing to redo.
refused-ends-before-starts = It would end before it begins. Check the times.
refused-unknown-activity = There is no such activity (any more).
refused-held-already = What was held (planned for { $day }) stays as it is; choose a later day.
refused-not-held = Write down first that it was held.
refused-plan-changed = The plan changed after the preview, so nothing was imported. Please look at the preview again.
refused-nothing-to-copy = There is nothing to copy, or it is planned already.
refused-until-is-past = That day is past. Please give today or a later day.
refused-reason-does-not-fit = This reason does not close a flag of this rule. Please choose one from the list.
refused-last-before-first = The last day is before the first.

## outcomes: what was done, names of the steps

said-unread = Saved, but the new state cannot be read: { $why } What is shown may be out of date. Close the program and open it again.
said-set-up = The home is ready.
said-opened = The home is open.
said-open-already = The home is open already.
said-closed = The day is closed.
said-signed-in = { $name } signed in at { $at }; { $inside } in the house.
said-signed-out = { $name } signed out at { $at }; { $inside } in the house.
said-signed-in-late = { $name } entered as in on { $day } at { $at }.
said-signed-out-late = { $name } entered as gone on { $day } at { $at }.
said-absent = { $name } noted as not coming; days: { $days }.
said-saved-child = { $name } saved.
said-bound = The card now belongs to { $name }.
said-imported = { $added } imported. Ctrl-Z takes them back.
said-imported-plan = Calendar imported: { $added } new, { $changed } changed, { $off } called off. Ctrl-Z takes it back.
said-undone = Taken back: { $step }.
said-undone-of = Taken back: { $name }, { $step }.
said-redone = Done again: { $step }.
said-redone-of = Done again: { $name }, { $step }.
said-saved = Saved.
said-nothing = Nothing to change.
said-visited = { $count ->
    [one] Visit recorded.
   *[other] { $count } visits recorded.
}
said-followed-up = { $name }: { $step }.
said-planned = Planned. Ctrl-Z takes it back ({ $count }).
said-moved-activity = “{ $title }” now takes place on { $day }.
said-called-off = “{ $title }” is called off.
said-held = “{ $title }” is written down; { $count } took part.

deed-record-visit = visit or call
deed-follow-up = follow-up
deed-agreement = agreement of care
deed-problem = problem
deed-incident = incident
deed-edit-rules = rules changed
deed-plan-activity = activity planned
deed-move-activity = activity moved
deed-cancel-activity = activity called off
deed-hold-activity = activity held
deed-taking-part = who took part
deed-explain-week = reason for a missed week
deed-exempt = exempt from a topic
deed-copy-plan = plan copied
deed-import-activities = import of a calendar
deed-edit-topic = change of a topic
deed-set-up = making the home
deed-open-day = opening the day
deed-close-day = closing the day
deed-sign-in = sign-in
deed-sign-out = sign-out
deed-absence = known absence
deed-settle = settled sign-out
deed-correct = correction
deed-add-child = new file
deed-edit-child = change of a file
deed-change-status = change of status
deed-bind-card = binding a card
deed-unbind-card = unbinding a card
deed-import-roster = import of a roster
deed-import-attendance = import of attendance
deed-edit-home = change of the home
deed-edit-calendar = change of the calendar
deed-edit-staff = change of the staff
deed-setting = setting
deed-clock = clock accepted
deed-undo = undo
deed-redo = redo

## store: the file that cannot be read or written

store-open = Cannot open { $path }. Check that the folder exists and may be written to.
store-newer = A newer version of the program wrote this file. Open it with that version; the file was not changed.
store-read-only = Another program is using the file; here it can only be read. Close the other one, then start this one again.
store-disk-full = The disk takes nothing more (full, or pulled out); this step was not saved. Make room and do it again.
store-busy = The file is busy; this step was not saved. Please try again.
store-damaged = The file is damaged. Copy it first, then run doorlight verify, or go back to a backup.
store-changed-since = It was changed again since, so it cannot simply be taken back. Change it in the file.
store-not-found = Not found; it may have just been removed.
store-file = A file could not be written: { $why }
store-sql = The database did not accept this step; nothing was changed.

finding-chain = journal entry { $seq } does not follow from the one before
finding-row = { $table } { $key } is not what the journal says
finding-missing = { $table } { $key } should be there by the journal
finding-kept = last seen of { $child } does not follow from attendance
finding-schema = { $name } (table, index, view or trigger) is not as the program makes it
finding-damage = damage: { $text }

crash = Doorlight met an error in the program and stopped. Everything it said was done is saved. No report could be written.
crash-report = Doorlight met an error in the program and stopped. Everything it said was done is saved. A report without any child's data is in { $path }; please send it to whoever looks after the program.

## command line: tasks, arguments, answers

cli = The sign-in desk and the children's register of a village children's home. Without a task it opens the screens.

cli-heading-usage = Usage:
cli-heading-tasks = Tasks:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-usage-missing = Missing: { $what }
cli-usage-task = There is no task “{ $what }”.
cli-usage-unknown = Nobody knows “{ $what }” here.
cli-usage-which = Say which task.
cli-usage-value = Not understood: { $what } { $value }
cli-usage-hint = doorlight --help says how it goes; doorlight TASK --help says it of one task.

cli-arg-help = Print this
cli-arg-version = Print the version
cli-arg-data = Folder that holds the data (or environment variable DOORLIGHT_DATA)
cli-arg-lang = Language (or environment variable DOORLIGHT_LANG)
cli-arg-accept-clock = Write although the clock is behind the newest entry
cli-arg-json = Print JSON with stable English keys
cli-arg-at = Time: 17:05 of today, or "2026-11-20 17:05"
cli-arg-who = Name, file number, identity number or card
cli-arg-dry-run = Only say what would happen; write nothing
cli-arg-file = File

cli-demo = Open a lively demo home (in --data DIR, or in a folder that goes away afterwards)
cli-demo-arg-seed-only = Only make it; do not open the screens
cli-demo-ready = The demo home is in { $folder }

cli-init = Make a home without asking questions
cli-init-arg-home = Name of the home
cli-init-arg-village = Village
cli-init-arg-township = Township
cli-init-arg-county = County
cli-init-arg-director = Name of the children's director
cli-init-arg-hours = Opening hours, such as "Mon-Fri 16:30-18:30, Sat 09:00-17:00"

cli-import-counts = Added { $added }, there already { $matched }, doubtful { $doubtful }, refused { $refused }.
cli-import-other-month = The sheet itself says { $sheet }; it was taken as { $month }, as --month says. “doorlight undo” takes it back.
cli-import-dry = This was only a look; nothing was written.
cli-import = Import a roster or attendance (.xlsx .xls .ods .csv)
cli-import-roster = Import a roster: good rows go in together, doubtful ones are explained row by row
cli-import-attendance = Import attendance (a sheet a month, or a long CSV)
cli-import-attendance-arg-month = Month of the sheet: 2026-10. Needed where the sheet does not say it; goes before what it says

cli-children = List all children
cli-attendance = List attendance of a period
cli-attendance-arg-from = First day
cli-attendance-arg-to = Last day
cli-flags = List who needs a person, and why
cli-flags-arg-as-of = As of this day, told from what was known on it
cli-flags-arg-known-now = Of that day, but from what is known now

cli-activities = List activities of a period: planned, held, moved, called off, missed
cli-activities-arg-from = First day; without it, this week's Monday
cli-activities-arg-to = Last day
cli-activities-poster = write the plan of a month as a page to print for the wall
cli-activities-poster-arg-html = page to write (.html)
cli-activities-poster-arg-from = first day, included; without it this month
cli-activities-poster-arg-to = last day, included
cli-activities-evidence = write the record of activities as a page to print for an inspection
cli-activities-evidence-arg-html = page to write (.html); it names children
cli-activities-evidence-arg-from = first day, included; without it this quarter
cli-activities-evidence-arg-to = last day, included; without it today
cli-activities-export = Write the plan as a calendar file for phones and computers
cli-activities-export-arg-ics = Calendar file to write (.ics)
cli-activities-export-arg-from = First day; without it, from the beginning of the plan
cli-activities-export-arg-to = Last day; without it, to the end of the plan
cli-activities-import = Take over a calendar file (.ics), such as one the township sends
cli-activities-exported = The plan is in { $file }.
cli-coverage = List who has had a topic in its season, and who still misses it
cli-coverage-arg-topic = Code of the topic, such as DROWN
cli-coverage-arg-from = First day; without it, that of the season
cli-coverage-arg-to = Last day; without it, that of the season
cli-coverage-sum = { $topic }, { $from } to { $to }: { $missing } of { $of } children still miss it.

cli-in = Sign a child in
cli-out = Sign a child out
cli-out-arg-to = Who collects: the name of a listed contact, alone, or unlisted
cli-out-arg-allowed-by = Director who allows somebody unlisted
cli-out-arg-note = Note
cli-close = Close the day; refused while children are in the house

cli-journal = List the journal
cli-journal-arg-last = Only the last N entries
cli-undo = Take the last step back
cli-redo = Do the step again that was taken back last

cli-verify = Check the file: journal, every row, every page
cli-verify-sound = Sound: { $entries } entries, { $rows } rows compared.
cli-verify-found = { $count } things do not hold:
cli-backup = Copy all data into one file
cli-backup-done = Copied to { $file }.

cli-bad-month = Cannot read the month “{ $text }”. Write 2026-10.
cli-bad-topic = “{ $text }” is no code of a topic. Write DROWN, for example.
cli-unknown-topic = “{ $text }” is not in the library of topics. It has: { $codes }.
cli-bad-time = Cannot read the time “{ $text }”. Write 17:05 or "2026-11-20 17:05".
cli-bad-day = Cannot read the day “{ $text }”. Write 2026-11-20.
cli-from-after-to = The first day is after the last.
cli-no-contact = No contact by the name “{ $name }”.
cli-no-staff = Nobody on the staff by the name “{ $name }”.
cli-file = Cannot read { $file }: { $why }
cli-exists = { $file } is there already; it was not overwritten.
cli-terminal = The terminal failed: { $why }
