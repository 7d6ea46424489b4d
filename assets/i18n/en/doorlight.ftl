### The words of Doorlight. Sections and keys have the same order in every language.

## common: the frame of every screen, questions, words used everywhere

app-name = Doorlight

language-name = English

mark-read-only = read only
mark-lost = file lost, nothing is saved
writer-gone = The program that wrote has ended. Write here from now on?
quit-inside = { $count ->
    [one] One child is
   *[other] { $count } children are
    } still in the house and not signed out. Leave the program?
file-found = The home's file is there again; you can go on.
file-lost-question = Save what is still here to another place now?
writer-here = This program writes now.
mark-demo = DEMO
too-small = The window is too small: at least { $columns } columns and { $rows } rows. Please make it larger.

tab-today = Today
tab-door = Door
tab-children = Children
tab-activities = Activities
tab-follow-up = Follow-up
tab-trends = Trends
tab-settings = Settings
tab-short-today = Today
tab-short-door = Door
tab-short-children = Child.
tab-short-activities = Activ.
tab-short-follow-up = Follow
tab-short-trends = Trends
tab-short-settings = Setup

head-count = In the house: { $count }
head-count-unknown = In the house: ?
head-count-short = { $count } in
close-first = Close this first (Esc).
nothing-here = Nothing here for “{ $what }”.
short-day = { $weekday } { $day }/{ $month }
short-day-year = { $weekday } { $day }/{ $month }/{ $year }
brief-day = { $day }/{ $month }
brief-day-year = { $day }/{ $month }/{ $year }

popup-notice = Please note
popup-question = Please confirm
popup-yes = Yes
popup-no = No

clock-question = The computer's clock says { $now }, but the newest entry is of { $newest }. Is the clock right? (Say no, and set the clock first, if not.)
undo-question = Undo “{ $step }” of { $at }, with { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }? Ctrl-Y does it again.

yes = yes
no = no
and = { $first }, { $second }
more = { $count } more
reading-begun = Reading the file …
reading-failed = The file cannot be read, so who is in the house is not known: go by the paper. Leave and run doorlight doctor; it says what to do.
page-more = { $count ->
        [one] 1 line below
       *[other] { $count } lines below
    }
from-to = { $from }–{ $to }
was-empty = (empty)
was-restricted = (restricted)
was-gone = (taken back)
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
context-help-page = Helpers, gifts, benefits, wishes
context-import = Import
context-calendar-file = Calendar file
context-moving = Moving an activity
context-activities = Activities
context-follow-up = Follow-up
context-past-day = Follow-up as of an earlier day
context-walk = Going through the files
context-case = Card of a problem or an incident
context-trends = Trends
context-behind = Children behind a number
context-settings = Settings
context-setup = First run
context-form = Forms
context-picker = Lists to choose from
context-confirm = Questions
context-notice = Notices
context-page = A page
context-matter = a matter
context-onward = A page that leads on
context-offer = The offer of locks
context-words = recovery words
context-help = Keys
context-lock = Lock
context-approve = A director approves
context-collect = Who collects
context-sweep = Closing the day
context-evacuation = Evacuation list
context-roll = Who takes part
context-round-pick = Who is on the visit round
context-agree = Agreeing days
context-give = who gets it
context-round-sheet = Entering a visit round

key-name-backspace = Backspace
key-name-up = Up
key-name-down = Down
key-name-left = Left
key-name-right = Right
key-name-space = Space

key-help = keys
key-cancel = back
key-evacuate = evacuation
key-lock = lock, change person
key-own-secret = change your own secret
key-unlock = open
key-lock-clear = empty the field
key-approve = approve
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
key-door-number = the child with that number
key-late = late entry
key-bind-card = card
key-staff-card = card of a member of staff
key-children-accept = open the file
key-add = new
key-edit = change
key-import = import
key-filter = filter
key-next-help-page = next page
key-previous-help-page = previous page
key-nobody = who has nobody
key-help-accept = open
key-help-add = add
key-help-edit = change
key-help-print = print
key-sort = order
key-file-accept = open the entry
key-child-print = print the whole file
key-next-part = next part
key-previous-part = part before
key-previous-child = child before
key-next-child = next child
key-contacts = contacts
key-tags = categories
key-status = leave / come back
key-household = household
key-merge = put another file of this child into this one
key-agree-days = agree days
key-commit = take in the good rows
key-import-accept = mend the row
key-import-filter = which rows
key-import-skip = leave the row out
key-import-sheets = sheets
key-import-columns = columns
key-calendar-skip = take it or leave it out
key-move-before = the day before
key-move-days = another day
key-move-earlier = a quarter of an hour earlier
key-move-times = another time
key-move-week-before = the week before
key-move-week = the week after
key-move-here = put it here
key-remove = take away
key-form-advance = next
key-save = save
key-next-field = next field
key-previous-field = field before
key-form-turn = in a choice: next or previous answer
key-form-number = in a choice: the answer with that number
key-form-clear = in a choice: no answer
key-restore = as it was
key-choose = choose
key-yes = yes
key-no = no
key-other-answer = the other answer
key-read = read it
key-close = close
key-collect = collects
key-collect-number = whoever has that number collects
key-collect-siblings = brothers and sisters too
key-sweep-accept = sign out
key-tick = seen outside
key-phones = telephone numbers
key-roll-print = print
key-roll-anew = begin anew
key-id-no = show or hide the identity number
key-go-follow-up = to Follow-up
key-go-trends = to Trends
key-record = visit, problem, incident
key-follow-file = open the file
key-follow-next = next list
key-follow-open = open
key-matter-act = what was done
key-onward = go there
key-offer = set locks
key-offer-later = later
key-words-check = they are filed
key-words-print = page for the township
key-follow-previous = list before
key-follow-past = as of a day
key-follow-before = as of yesterday evening
key-past-before = day before
key-past-after = day after
key-past-other = another day, what was known
key-trend-behind = children
key-trend-page = page
key-trend-page-before = previous page
key-trend-before = earlier
key-trend-after = period after
key-trend-longer = longer
key-trend-shorter = shorter period
key-trend-compare = compare
key-trend-days = any two days
key-trend-print = print
key-self-check-print = write the yearly self-check
key-trend-explain = what this page counts
key-trend-number = number
key-trend-child = one child
key-follow-walk = go through the files
key-walk-accept = take the answer
key-walk-number = take the answer with this number
key-walk-skip = skip
key-walk-back = the one before
key-walk-who = who confirmed what
key-follow-round = print
key-follow-enter = enter the visit round
key-follow-add = choose a child and record something
key-case-act = what was done
key-case-notes = show or hide the restricted notes
key-go-activities = to Activities
key-plan-accept = what to do
key-plan-add = plan something
key-plan-hold = write down as held
key-plan-before = the day before; in coverage, the topic before
key-plan-after = the next day; in coverage, the next topic
key-plan-call-off = call off
key-plan-files = files and paper
key-plan-print = print: the plan, a talk, a list of names
key-plan-find = find a topic by name or pinyin
key-roll-on = go on
key-roll-ready = tick others
key-roll-newcomer = a newcomer
key-round-print = print
key-agree = agree for this group
key-give = give to the ticked
key-agree-next = next group
key-agree-before = group before
key-round-save = save all
key-round-turn = change
key-round-problem = problem found
key-round-next = next cell
key-round-before = cell before
key-round-left = cell to the left; on the day, a day earlier; on the visitor, the one before
key-round-right = cell to the right; on the day, a day later; on the visitor, the next one
key-record-today = record an activity or a visit
key-roll-tick = tick

## forms and errors: forms, lists to choose from, wrong values

form-required = must be filled in
form-errors = { $count ->
    [one] One field needs mending.
   *[other] { $count } fields need mending.
    }
form-place = { $place } of { $count }
form-new-helper = New helper
form-new-donation = What came
form-helper-leaves = { $name } leaves (pairings { $pairings }, measures { $measures }, wishes { $wishes }; { $names })
form-helper-leaves-free = { $name } leaves (nothing is in hand)
form-hand-on = hand on
wrong-no-giver = choose a helper, or write the giver
column-children = children
column-next-contact = next contact
column-came = came
column-given = given
column-left = left
column-worth = yuan
pick-help = Add what
pick-pairing = { $helper } and { $name }
pick-need = This need
pick-measure-need = For which need
pick-benefit-kind = Benefits
pick-news = News for the parents
pick-given = What was given (choose to take back)
pick-help-child = Which child
form-leave = Not saved yet. Esc again drops the changes, Enter goes on.

form-error-required = This has to be filled in.
form-error-date = Not a date. Write year, month, day, like 2015-06-01.
form-error-month-only = The day is missing. Write year, month, day, like 2015-06-01; if nobody knows it, take the day of the identity card.
form-error-no-such-day = The calendar has no such day. Please check month and day.
form-error-future = This day has not come yet. Please check the year.
form-error-time = Not a time. Write hour and minute, like 17:30.
form-error-number = A whole number, please, like 30.
form-error-paste-cut = The end did not fit: { $most } characters at most. Please read what was pasted.
form-error-phone = Not a telephone number. A mobile number has 11 digits and begins with 1.
form-error-phone-short = Only { $count ->
        [one] 1 digit
       *[other] { $count } digits
    }; a mobile number has 11.
form-error-phone-long = { $count } digits are too many; a mobile number has 11. Put a / between two numbers.
form-error-id-old = This is an old number of 15 digits. Please enter the present one of 18.
form-error-id-length = An identity number has 18 characters, this one has { $count }.
form-error-id-characters = Only digits and a final X, please.
form-error-id-birth = The birth date inside (digits 7 to 14) does not exist. Please check the card.
form-error-id-check-digit = The last digit does not fit: one digit may be mistyped. Please check the card.

picker-filter = type to search
picker-place = { $at } / { $of }
picker-nothing = Nothing fits “{ $typed }”. Rub out a letter.
picker-empty = There is nothing to choose from.
picker-undecided = Type a name, or choose with ↑↓, then press Enter

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
field-why-who = why, and who says so
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
field-late-after = Late from, minutes after opening
field-lock-after = Locks after minutes without a key
field-ring-first = name and number
field-zone = Time zone
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
field-reported-by = reported by
field-incident = incident
field-agency = reported to
field-person = who took it
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
field-request-kind = what is asked
field-asked-on = asked on
field-asked-by = asked by
field-request-what = what exactly
field-answer = answer
field-answered-on = answered on
field-request-outcome = what was done, or why not
field-paper-no = number of the paper
field-problem-kind = about
field-what = problem
field-opened-on = found on
field-owner = who takes care
field-due-on = by
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
field-seen-on = seen on
field-to-whom = to whom
field-who = who did it
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
field-ladder-step = first step
field-ladder-owner = who takes it
field-ladder-days = within days
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
field-papers = papers, one a line
field-apply-at = where to apply
field-how-often = how often
field-verified = verified here
field-off = not here
field-talk-kind = kind of talk
field-next-talk-on = next talk on
field-news-kind = kind of news
field-news = what to tell
field-told-on = told on
field-told-to = told to
field-told-outcome = what came of it
field-words = in the child's own words
field-nameless = without the name
field-taken-by-helper = taken on by a helper
field-taken-by = taken on by
field-taken-on = taken on, day
field-promised-for = promised for
field-fulfilled-on = fulfilled on
field-told-how = how the child was told
field-word = the teacher's word
field-by = which teacher
field-found-for-by = found by whom
field-pays = who pays
field-costs = costs
field-age-from = from age
field-age-to = to age
field-tag = category
field-done = what was done
field-adults = adults there
field-guests = adult guests
field-others = children not on the register
field-summary = how it went
field-said = what a child said or showed
field-next-step = next step
field-filed = paper and photos are in
field-helper-name = name
field-helper-kind = kind of helper
field-body = organisation or contact person
field-skills = skills
field-free-when = when free
field-trained-on = trained on
field-helper = helper
field-pairing = pairing with
field-need = need
field-second-helper = second helper
field-also-siblings = brothers and sisters too
field-help-purpose = for what
field-contact-every = days between contacts
field-in-holidays = in school holidays too
field-pairing-consent-by = guardian who agreed
field-consented-on = agreed on
field-paused-from = rests from
field-paused-until = rests until
field-final-day = last day
field-hand-to = who goes on with them
field-way = how
field-helper-did = what was done
field-next-contact-on = next one agreed for
field-measure = measure
field-done-on = ended on
field-dropped = given up
field-review = review
field-goods = what
field-goods-kind = kind of help
field-quantity = how many
field-giver-helper = giver among the helpers
field-giver = giver
field-each = pieces for each child
field-giver-else = or another giver
hint-giver = one of the two
field-worth = worth of all, in yuan
field-came-on = came on
field-voucher = number of the voucher
field-handed-by = handed over by
field-benefit = benefit
field-benefit-state = state
field-applied-on = applied on
field-received-from = received from
field-runs-out-on = runs out on
field-ended-on = stopped or refused on
field-missing = papers that are missing
field-tags = categories (codes)
field-benefit-for = for whom
field-took-part = who took part
field-no-photo = no photo
field-exceptions = changed dates
field-moved-from = planned for
field-last-day = to, included
field-topic-name = name
field-topic-code = code
field-purpose = what it is for
field-month-from = from month
field-month-to = to month
field-point = point
field-question = question
field-every = how often

## calendar and days: weekdays, opening hours, open and closed days

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
period-month-year = { $month } { $year }
period-quarter = quarter { $nth } of { $year }
period-year = { $year }
period-week = week { $nth } ({ $days })
period-term = { $name } ({ $days })
period-days = { $from } to { $to }

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

age-years = { $age ->
        [one] 1 year
       *[other] { $age } years
    }
age-unknown = age not known

## domain words: the coded lists

sex-male = male
sex-female = female
sex-unknown = not known
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
role-supervisor = supervisor on visit
role-maintenance = maintenance
right-set-up = set up the home, while it has no staff
right-attend = keep the register: sign in and out, absences, opening and closing the day
right-keep-files = keep the children's files, the facts of the home and its settings
right-follow-up = record visits, calls, follow-ups, problems and incidents; print reports
right-plan = plan activities and keep who took part
right-direct = decide: staff, calendar, numbers of the rules, topics, restricted notes, erasing and merging
right-read-names = read names, day sheets, calendar and settings
right-read = read files, visits, activities and the journal
right-read-restricted = read the restricted notes of incidents
right-keep-copies = make and compare copies, verify the file; on F8 the checkup
right-restore = put a copy in the place of the file

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
found-child = child
found-adult = adult only
found-nobody = nobody
problem-living = living
problem-medical = medical
problem-school = school
problem-hukou = household registration
problem-guardianship = guardianship
problem-mind = state of mind
problem-safety = safety
problem-other = other
problem-housing = housing
problem-school-place = school place
problem-papers = papers
helper-kind-volunteer = volunteer
helper-kind-social-worker = social worker
helper-kind-loving-mother = loving mother
helper-kind-organisation = organisation
helper-kind-other = other
contact-way-visit = visit at home
contact-way-together = met elsewhere
contact-way-call = call
contact-way-message = message or parcel
contact-way-tried = tried, met nobody
goods-kind-gift = gift
goods-kind-money = money
goods-kind-goods = goods
goods-kind-repair = repair
goods-kind-fee = fees
goods-kind-place = school place
goods-kind-service = service
benefit-state-entitled = entitled, not applied
benefit-state-applying = applying
benefit-state-receiving = received
benefit-state-stopped = stopped
benefit-state-refused = refused
talk-kind-talk = talk
talk-kind-counselling = counselling
news-kind-did = what the child did
news-kind-teacher = what the teacher said
news-kind-wish = a wish
news-kind-words = the child's own words
news-kind-letter = letter or drawing
news-kind-other = other
teacher-word-better = better
teacher-word-same = as before
teacher-word-worse = worse
teacher-word-absent = absent from school
children-page-register = Children
children-page-helpers = Helpers
children-page-goods = Gifts
children-page-benefits = Benefits
children-page-wishes = Wishes
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
standing-unreported = not reported
standing-overdue = overdue
standing-open = open
standing-settled = settled
agency-police = police
agency-civil-affairs = civil affairs
agency-education = education
agency-township = township
agency-hospital = hospital
agency-other = other
request-copy = see or get the child's data
request-correct = have something corrected
request-withdraw = take a consent back
request-erase = have it erased
answer-done = done
answer-partly = done in part
answer-refused = refused

level-red = red
level-amber = amber
rung-call = ring the caregiver
rung-second-contact = ring another contact
rung-visit = go there
rung-director = the director decides
rung-township = tell the township
rung-again = ask the township again
rung-brief-call = ring
rung-brief-second-contact = ring other
rung-brief-visit = visit
rung-brief-director = director
rung-brief-township = township
rung-brief-again = ask again
step-owner-helper = the helper on duty
step-owner-director = the director
step-owner-supervisor = the township supervisor
follow-step-rang = rang
follow-step-visited = went there
follow-step-excused = explained until a day
follow-step-snoozed = look again later
follow-step-handed-up = handed to the township
follow-step-closed = close
follow-step-with-parents = is with family
follow-step-kept = stays listed after a later entry
close-reason-seen-elsewhere = seen elsewhere, is well
close-reason-left-home = left this home
close-reason-wrong-days = the agreed days were wrong
close-reason-wrong-record = the record was wrong
close-reason-taken-over = another body has taken over
close-reason-settled = settled
close-reason-no-longer = by what is known now, no longer

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
rule-v6 = visit due
rule-s1 = expected and not in
rule-s2 = missing, phone not answered
rule-s3 = missed in a row
rule-s4 = missed so long that the township has to know
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
rule-d5 = category ends by age
rule-d6 = background check due
rule-d7 = family waits for an answer
rule-d8 = files kept long enough
rule-p1 = contact of a helper overdue
rule-p2 = promise to a child due
rule-p3 = needs and nobody
rule-p4 = benefit runs out
rule-p5 = absent from school
rule-p6 = plan not reviewed
rule-a1 = activity every week
rule-a2 = drowning talk due
rule-a3 = policy talk due
rule-a4 = fire drill for everybody
rule-a5 = register not taken

number-v1-remind = yearly visit: days before year's end
number-v2-from-day = monthly visit: from day of the month
number-v3-red = days between visits, red
number-v3-yellow = days between visits, yellow
number-v3-blue = days between visits, blue
number-v3-green = days between visits, green
number-v4-from = summer mode from
number-v4-to = summer mode to
number-v4-every = days between contacts in summer
number-v6-new = new child visited within days
number-v6-incident = after an incident visited within days
number-s2-failed = after a miss: calls without answer
number-s3-amber = misses in a row, amber
number-s3-red = misses in a row, red
number-s3-kept = agreed days kept, percent at least
number-s3-once-in = rare for this child: once in weeks
number-s3-longer = longer than usual: days
number-s4-missed = misses in a row, to the township
number-s5-red = days not seen, risk red
number-s5-yellow = days not seen, risk yellow
number-s5-key = days not seen, key or left-behind
number-s5-blue = days not seen, risk blue
number-s5-others = days not seen, others
number-s5-no-days = days not seen, no days agreed
number-s5-excused = open days that one excuse is good for
number-s6-expected = expected days needed for a trend
number-s6-missed = misses needed for a trend
number-s6-fall = trend: percent of the rate before
number-s7-red = still in: minutes after close, red
number-s7-amber = still in: minutes after close, amber
number-s8-days = days an unlisted departure is shown
number-s9-amber = children for each adult, amber
number-s9-red = children for each adult, red
number-l3-days = days without agreement
number-l3-review = agreement gone through after days
number-l4-days = days without parents' contact
number-d1-amber = file unverified for days, amber
number-d1-red = file unverified for days, red
number-d2-days = phone unverified for days
number-d2-failed = phone check: calls without answer
number-d3-days = risk assessed after days
number-d5-ahead = category ends: days before birthday
number-d6-days = background check after days
number-d7-days = family's request answered within days
number-d8-file = file kept after leaving, days
number-d8-register = register kept, days
number-p2-ahead = promise due: days before
number-p3-days = needs: somebody within days
number-p4-ahead = benefit runs out: days before
number-p5-red = absent from school for days, red
number-p6-days = plan reviewed after days
number-ladder-call = days until somebody rang
number-ladder-second = days until a second contact
number-ladder-visit = days until a visit
number-ladder-director = days until the director
number-ladder-township = days until the township
number-ladder-again = days until township is asked again
number-ladder-back = open days that count as come back
number-a1-weekly = activities a week
number-a1-plan-by = activity planned by day
number-a1-red-on = activity held by day
number-a1-strip = activities: weeks looked back at
number-a2-from = drowning from
number-a2-to = drowning to
number-a2-from-day = drowning talk: from day of the month
number-a2-weekly-from = drowning weekly from
number-a2-weekly-to = drowning weekly to
number-a2-every = days between weekly drowning talks
number-a3-from-day = policy talk: from day of the month
number-a4-ahead = fire drill: days before the term ends
number-a4-red = fire drill: days before, red

preset-standard = standard
preset-dense = dense: weekly in summer, short limits
preset-wide = wide: sparse villages, long ways

why-comma = ;{" "}
passed-hours = { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
passed-under-an-hour = less than an hour
clock-hours = { $hours } h { $minutes } min
clock-days = { $days } d { $hours } h
passed-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
brief-missed = missed { $days ->
        [one] 1 expected day
       *[other] { $days } expected days
    }
brief-missed-open = missed { $days ->
        [one] 1 usual day
       *[other] { $days } usual days
    }
brief-no-answer = no answer { $times ->
        [one] once
       *[other] { $times } times
    }
brief-never-visited = due { $due }, never visited
brief-not-visited = due { $due }
brief-handed-up = reported { $on }
brief-excused-until = explained to { $until }
brief-with-parents = family to { $until }
brief-snoozed = put off to { $until }
brief-not-seen = over the limit of { $limit ->
        [one] 1 day
       *[other] { $limit } days
    }
brief-excused = nobody saw the child, excused { $days ->
        [one] 1 day
       *[other] { $days } days
    }
brief-kept = listed since { $raised }, still unseen
brief-falling = came { $came } of { $of } in four weeks
brief-rhythm = missed { $days ->
        [one] once
       *[other] { $days } times
    }, rare for this child
brief-longer = missed { $days ->
        [one] once
       *[other] { $days } times
    }, longer than usual
brief-not-taken = { $count ->
    [one] one open day
   *[other] { $count } open days
} without a register, the first { $first }
name-comma = {", "}
why-never = never
why-missed-in-a-row = { $days ->
    [one] one expected day missed, since { $from }
   *[other] { $days } expected days missed in a row, since { $from }
}
why-missed-open-days = { $days ->
    [one] one usual day missed, since { $from } (no days are agreed)
   *[other] { $days } usual days missed in a row, since { $from } (no days are agreed)
}
}
why-not-seen = not seen for { $days ->
        [one] 1 day
       *[other] { $days } days
    } ({ $open ->
        [one] 1 open day
       *[other] { $open } open days
    } with a register); the limit is { $limit }
why-not-seen-ever = known here for { $days ->
        [one] 1 day
       *[other] { $days } days
    } and never seen; the limit is { $limit }
why-never-seen = never seen at the home or at a visit
why-last-seen = last seen { $day } at the home
why-last-seen-at-visit = last seen { $day } at a visit
why-last-seen-elsewhere = seen by somebody else { $day }; none of us has
why-excused-only = excused on { $days ->
        [one] 1 open day
       *[other] { $days } open days
    } since { $from }; none of us has seen the child. Who has?
why-kept = listed since { $raised }; what was entered on { $entered } is no sighting
why-kept-alone = listed since { $raised }; by what was entered on { $entered } no rule holds any more, but nobody has seen the child
why-usual-days = agreed days: { $days }
why-out-of-rhythm = for this child { $days ->
        [one] 1 miss
       *[other] { $days } misses
    } would happen by chance about once in { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }
why-out-of-rhythm-never = for this child { $days ->
        [one] 1 miss
       *[other] { $days } misses
    } would happen by chance less than once a year
why-longer = in the { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    } before it never stayed away for so long
why-longer-once = in the { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    } before it stayed away for so long only once
why-not-counted = not counted: { $days }
why-not-counted-home = days on which half of the home stayed away: { $days }
why-not-counted-class = days on which the whole class stayed away: { $days }
why-falling = came { $came } of { $of } days in the four weeks to { $until }, before that { $before } of { $ofbefore } in eight
why-no-answer = { $times ->
    [one] phone not answered on { $last }
   *[other] phone not answered { $times } times, last on { $last }
}
why-not-met = went there on { $day }, child not met
why-not-in-yet = expected today, not in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } after opening
why-not-signed-out = no sign-out on { $on }; the child has been seen since. Say when the child left, and with whom
why-not-signed-out-unseen = signed in on { $on }, never signed out and not seen since: ring the family, then say when the child left, and with whom
why-still-in = still signed in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } after closing
why-left-unlisted = left on { $day } with somebody who is not listed
why-ratio = { $children ->
        [one] 1 child
       *[other] { $children } children
    }, { $adults ->
        [one] 1 adult
       *[other] { $adults } adults
    }
why-not-taken = { $count ->
    [one] one open day
   *[other] { $count } open days
} without a register, so nobody knows who came and who was missing: { $days }. Enter the sheet; if the home was closed, say so
why-never-visited = never visited; due { $due }
why-not-visited = last visited { $last }; due { $due }
why-at-risk = risk level { $risk }
why-new = joined { $day }
why-after-incident = after the incident of { $day }
why-stays-away = with family until { $until }: to be rung every { $every ->
        [one] day
       *[other] { $every } days
    }
why-nobody-at-home = { $age ->
        [one] 1 year
       *[other] { $age } years
    } old, the file says nobody is at home
why-nobody-at-home-needs = { $age ->
        [one] 1 year
       *[other] { $age } years
    } old with special needs, the file says nobody is at home
why-nobody-at-home-unknown = nobody at home, age not known (may be under eight)
why-no-caregiver = left behind, and no caregiver is named
why-no-caregiver-named = no caregiver is named
why-name-only = only the name is known; birth date and sex are missing
why-no-agreement = left behind since { $day }, and no agreement holds
why-no-agreement-known = left behind, and no agreement has held since the file was opened
why-agreement-ended = the agreement ended on { $day }, and no other holds
why-agreement-old = the agreement was last gone through on { $day }
why-agreement-to-do = the agreement is to be brought up to date
why-parents-contact = parents' contact last recorded: { $last }
why-parents-to-do = the contact with the parents is to be asked about
why-caregiver-barred = a ground that bars the caregiver is known since { $day }
why-unreported = not reported: found { $passed } ago
why-unverified = file last verified: { $last }
why-phones-unverified = phone last verified: { $last }
why-phones-to-do = the telephone is to be confirmed
why-no-phone = no phone number that may be rung
why-risk-unassessed = risk last assessed: { $last }
why-file-to-do = the file is to be gone through again
why-quarter-check = { $verified } of { $of } files verified this quarter; due { $due }
why-turns = turns { $age } on { $day }: please look at the categories
why-turns-only = turns { $age } on { $day }
why-unchecked = background check last done: { $last }
why-family-asked = the family's request of { $day } is not answered (open: { $times }), due { $due }
why-outgrown = files of children who left, kept long enough: { $files } (the first since { $day }); decide whether they go
why-helpers-unchecked = no background check within a year for { $count ->
        [one] one helper
       *[other] { $count } helpers
    }: { $names }
why-contact-never = { $helper } ({ $phones }) agreed to be in touch every { $every } days; due { $due }, no contact yet
why-contact-due = { $helper } ({ $phones }) agreed to be in touch every { $every } days; last { $last }, due { $due }
why-contact-to-do = a contact of a helper is overdue
why-measure-due = measure "{ $what }": { $owner }, due { $due }
why-measure-nobody = measure "{ $what }": nobody in charge, due { $due }
why-wish-due = wish “{ $words }”: { $who } promised it for { $due }
why-nobody-helps = for more than { $days ->
        [one] one day
       *[other] { $days } days
    } nobody takes care of { $count ->
        [one] one child with needs
       *[other] { $count } children with needs
    }
why-nobody-helps-named = for more than { $days ->
        [one] one day
       *[other] { $days } days
    } nobody takes care of { $count ->
        [one] a child with needs
       *[other] { $count } children with needs
    }: { $names }
why-benefit-ends = { $name } runs out on { $day }
why-benefit-ended = { $name } ran out on { $day }; what came of it is not written down
why-absent-from-school = { $by } says: absent from school since { $day }
why-school-place-ended = the place at { $school } ended on { $day }, and before it the child did not come to school: ask where it goes now
why-plan-never-reviewed = support plan with { $count ->
        [one] one open need
       *[other] { $count } open needs
    } (the first of { $day }) never reviewed
why-plan-not-reviewed = support plan with { $count ->
        [one] one open need
       *[other] { $count } open needs
    } last reviewed { $day }
why-no-activity = this week held: { $held }, still planned: { $planned }
why-weeks-without-reason = nothing took place and nobody has said why, weeks from { $weeks }
why-topic-not-held = { $topic } not held for a month
why-topic-last-held = { $topic } last held { $last }
why-not-covered = { $topic }: { $missing } of { $of } children still miss it; due { $due }
limit-missed = { $missed } missed in a row, limit { $limit }
limit-rare = by the usual days such an absence comes by chance about once in { $weeks } weeks; it is listed from once in { $run } weeks on (after one week: once in { $limit })
limit-rare-never = by the usual days such an absence hardly ever comes by chance; it is listed from once in { $run } weeks on (after one week: once in { $limit })
limit-longer = { $missed } missed in a row in { $days ->
        [one] 1 day
       *[other] { $days } days
    }; it is listed when longer than the { $usual } that happened twice before, at least a week of its days, and after { $limit ->
        [one] 1 day
       *[other] { $limit } days
    }
limit-calls = { $failed ->
        [one] 1 call
       *[other] { $failed } calls
    } without answer, limit { $limit }
limit-not-seen = { $days ->
        [one] 1 day
       *[other] { $days } days
    }, limit { $limit }
limit-excused = excused on { $days ->
        [one] 1 open day
       *[other] { $days } open days
    }, limit { $limit }
limit-falling = { $percent }% of the rate before, limit { $limit }% (from { $expected } expected days and { $missed } missed on)
limit-not-in = limit { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } after opening
limit-still-in = { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } after closing, limit { $limit }
limit-shown = listed for { $days ->
        [one] 1 day
       *[other] { $days } days
    }
limit-per-adult = { $children ->
        [one] 1 child
       *[other] { $children } children
    }, { $adults ->
        [one] 1 adult
       *[other] { $adults } adults
    }, limit { $limit } for each adult
limit-younger = { $age ->
        [one] 1 year
       *[other] { $age } years
    } old, the law names: under { $limit }
limit-younger-unknown = age not known, the law names: under { $limit }
limit-younger-needs = { $age ->
        [one] 1 year
       *[other] { $age } years
    } old with special needs: at any age (other children under { $limit })
limit-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }, limit { $limit }
limit-never = no record that it was done; wanted every { $limit ->
        [one] 1 day
       *[other] { $limit } days
    }
limit-at-once = at once, no days are allowed
limit-yearly = once a year, reminds { $remind ->
        [one] 1 day
       *[other] { $remind } days
    } before its end
limit-monthly = once a month, reminds from day { $day }
limit-half-yearly = { $days ->
        [one] 1 day
       *[other] { $days } days
    }; in March and September, at most { $limit ->
        [one] 1 day
       *[other] { $limit } days
    }
limit-quarterly = once a quarter, due { $due }
limit-ahead = from { $limit ->
        [one] 1 day
       *[other] { $limit } days
    } before { $due }
limit-weekly = { $wanted } a week, from { $weekday } on
limit-each-week = { $wanted } in each of the last { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }
limit-kept = held until the entry of { $entered }, which is no sighting
habit-title = The habit ({ $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    } up to { $until }, when last seen, without excused days):
habit-came = came on { $came } of { $of } open days with a register
habit-came-agreed = came on { $came } of { $of } agreed days
habit-weekday = { $day } { $came }/{ $of }
habit-weekdays = by weekday: { $each }
habit-made-up = { $count ->
    [one] so far without one make-up school day on a weekend
   *[other] so far without { $count } make-up school days on weekends
}
}
habit-days = comes on most: { $days }
habit-agreed-kept = kept { $percent }% of the agreed days up to the last one on which it came ({ $came } of { $of }); the fixed counts apply from { $limit }% on
habit-agreed-new = only { $of } agreed days so far, came on { $came }; under { $from } the child is believed to keep them
habit-unknown = came too seldom: no habit is known, and no chance can be told
habit-nothing-missed = no day was missed since then without an excuse
habit-at-times = { $all } missed since then: the child stays away for as long at times
habit-chance = { $all } missed since then, { $missed } of them on weekdays on which the child comes: by this habit that happens by chance about once in { $weeks } weeks
habit-chance-never = { $all } missed since then, { $missed } of them on weekdays on which the child comes: by this habit that would happen by chance less than once a year
habit-never-seen = Nobody has seen the child yet: no habit is known.

## today: F2, the cards of the day

today-welcome = Welcome to Doorlight
today-set-up = Make the home
today-set-up-detail = Enter asks a few questions; then the roster can be imported.
today-no-children = No children yet
today-import = Import a roster, or make a new file
today-import-detail = Enter opens the register: Ctrl-O imports, Ctrl-N makes a file.
today-hours = Open today { $hours }
today-house = { $hours } · { $count } in, { $came } came today
today-closed = Closed today: { $why }. Next open day: { $next }
today-is-open = The home is open (since { $at })
today-is-closed = The day is closed (at { $at })
closed-already = The day was closed at { $at } already.
today-open-it = Open the home (Enter)
today-expected-title = Expected today
today-expected = Not in yet: { $count }
today-expected-detail = Whoever is not in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    } after opening is listed with the phone to ring.
today-missing = Expected and not in: { $count }. Please ring and ask
today-no-phone = no phone on file
today-forgotten-title = Forgotten sign-outs: { $count }. Please find out
today-forgotten = When did { $name } leave?
today-forgotten-detail = signed in on { $day } at { $came }, never out
today-not-taken = Open days without a register: { $count }
today-not-taken-detail = Who came is not known, nor who was missing. Enter adds it; if the home was shut, note that in F8
today-birthdays = Birthdays this week
today-birthday = { $day }: { $age ->
        [one] 1 year old
       *[other] { $age } years old
    }
today-notices = Notices
today-holidays = The public holidays of { $year } are not complete
today-holidays-detail = When they are published, enter closed and extra days in the settings.

today-to-see = Children to be seen ({ $count })
today-put-off = { $count } put off
today-unseen = { $days ->
        [one] 1 day unseen
       *[other] { $days } days unseen
    }, { $why }
today-next = → { $next }
today-home-others = other of the home { $count }
today-waits = What else waits
today-files = { $of }; { $each } a day
files-to-do = files: { $count } to see to ({ $of })
files-of = { $gaps } with gaps, { $left } not confirmed this quarter
today-cases = problems overdue { $count }
today-cases-detail = past the day that was set, not settled
today-no-hamlet = no hamlet written { $count }
today-more = … { $count } more

today-week-title = This week's activity
today-week-missed = Nothing took place in the week of { $day }
today-week-missed-detail = Say why, or write down what took place
today-week-nothing = Nothing is planned this week
today-week-nothing-detail = Enter plans something
today-topic-due = Due: { $topic }
today-activity = { $at } { $title }

form-settle = How did { $name } leave on { $day }?
hint-settle-time = leave empty if nobody knows
hint-zone = For example Asia/Shanghai, Asia/Urumqi
hint-late-after = Empty: nobody is marked late
hint-ring-first = police station 0558-8812345; all empty: as usual
hint-settle-note = who was asked

## door: F3, arriving and leaving, closing the day, roll call outside

door-choose-first = Choose a child first.
door-arriving = Arriving
door-leaving = Leaving
door-placeholder = initials, name, file number or last digits of a phone
door-late = Late entry for { $at } · Esc ends it
door-late-closed = The home was closed that day; save again to enter it all the same
door-sibling = { $name } of the same household is not in yet: + signs in too
door-siblings = { $name } of the same household is not in yet: + signs in too (and { $more } more)
door-nobody-fits = Nobody fits. Try other letters, or clear with Esc.
door-expected = not in yet
door-has-left = no longer in
door-empty = No children yet. Press F4 for the register: Ctrl-O imports a roster, Ctrl-N makes a new file.
door-not-yet = Not in yet: { $count }
door-inside = In the house: { $count }
door-all-here = Everybody expected today has come.
door-none-expected = Nobody is expected today
door-nobody-inside = Nobody is in the house.
door-undecided = Several children fit: press a digit, or choose with ↑↓ and press Enter
door-undecided-arrows = Several children fit: choose with ↑↓, then press Enter
door-answer-first = Please answer this first, then scan again.
door-nobody = Nobody found for “{ $typed }”.
door-nobody-digits = No such child or card. A PIN belongs at the lock (F11).
door-new-child = There is no file of “{ $name }”. Begin one with the name only and sign the child in now? The rest is asked later.
door-comeback = The file of { $name } says “{ $status }”. Sign in and put back on the register?

form-late = Late entry: an earlier time or day
form-late-leaving = Late entry: when did they leave
form-absence = { $name } is not coming
form-unlisted = Somebody not listed collects { $name }
form-card = A card for { $name }

hint-time = such as 17:05
hint-late-day = Yesterday, 11-24, Tuesday will do
hint-unlisted = who it is, and who was rung
hint-card = hold the card to the scanner
hint-staff-card = hold the card to the scanner; it names the person at door and lock, and opens nothing

pick-absence = Who is not coming?
pick-card = This card is not bound. Whose is it?

collect-title = Who collects { $name }?
collect-alone = goes home alone (agreed)
collect-unlisted = somebody not listed (a director must allow it)
collect-barred = Must not collect: { $names }
collect-offer = Press + to let { $names } leave too
collect-with = Leave too: { $names } (+ takes it back)
collect-not-for = That person is not on the list of { $name }: sign { $name } out alone

sweep-title = Still in the house: { $count }
sweep-help = Enter signs out; then the day can be closed.
sweep-still = { $count ->
    [one] One child is still in
   *[other] { $count } children are still in
}: Enter asks who collects. The day closes when nobody is left.
sweep-close = Close the day? { $came } came, { $missing } were expected and did not come.
sweep-late = Is the register of { $day } entered whole ({ $came } came)? Then children who are not on it count as not there that day.

evacuation-title = Roll call { $safe }/{ $count }
evacuation-begun = , called since { $at }
evacuation-all-safe = All { $count } are safe.
evacuation-nobody = By the register nobody is in. A child who came in without signing in is not on it.
evacuation-read = read at { $at }
evacuation-unread = The register cannot be read now; this is what was read before! Compare with the paper.
evacuation-missing = { $count } not seen yet!
evacuation-missing-at = Gather at { $place }; { $count } not seen yet!
roll-left = Left within 30 minutes: { $names }
roll-expected = Expected today, not come: { $names }
roll-more-lines = { $count ->
        [one] 1 line more
       *[other] { $count } lines more
    } (Ctrl-P prints all)
roll-more = { $above } children above, { $below } below (↑↓)
roll-find = Find: { $typed }
roll-finds-nobody = Find: { $typed } (nobody on the list; Esc clears)
roll-collected = { $name } { $at } with { $who }
roll-left-at = { $name } { $at }
roll-ticks-not-kept = The ticks could not be kept on the disk, only in this program; note them on paper too.
roll-page-title = Roll call: { $count } in the house
roll-page-when = By the register of { $when }
roll-page-place = Gather at: { $place }
roll-page-since = Since
roll-page-ring = Whom to ring
roll-left-head = Left within 30 minutes:
roll-expected-head = Expected today, not come:

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
seen-yesterday = seen yesterday
last-seen = seen { $day }, { $days ->
    [0] no open day since
    [one] 1 open day ago
   *[other] { $days } open days ago
}
seen-short = { $day } · { $days ->
    [0] none since
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
section-requests = Requests of the family
section-help = Help
help-add = add help (pairing, need, measure, benefit, wish …)
help-none = nothing written down
help-pairing = paired with
help-need = need
help-measure = measure
help-review = plan reviewed
help-benefit = benefit
help-given = given this year
help-wish = wish
help-news = tell the parents
help-school = teacher's word
help-place = school place
help-no-contact = no contact yet
help-last-contact = last { $day }
help-every = every { $every } days
help-paused = rests
help-paused-until = rests until { $day }
help-no-consent = no consent yet
help-never-reviewed = never reviewed
help-done = done { $day }
help-dropped = given up { $day }
help-due = due { $day }
help-overdue = overdue since { $day }
help-may-be-entitled = may be entitled to: { $names }
help-may-be = may be entitled ({ $count })
help-runs-out = until { $day }
help-missing = missing: { $papers }
help-fulfilled = fulfilled { $day }
help-taken = taken on by { $who }
help-nobody-took = nobody yet
help-promised = promised for { $day }
help-told = told { $who } { $day }  { $outcome }
help-next = next { $day }
help-pays = { $who } pays
help-found-by = found by { $who }
help-add-pairing = pair with a helper
help-add-need = a need
help-add-measure = a measure: who does what by when
help-add-benefit = a benefit
help-add-wish = a wish
help-add-news = something to tell the parents
help-add-talk = a talk
help-add-word = a teacher's word
help-add-place = a school place that was found
help-no-helpers = No helpers yet: on F4 press Tab for helpers, then Ctrl-N.
help-no-needs = This child has no open need: write the need down first.
help-contact = enter a contact
help-edit-pairing = change or pause
help-end-pairing = end the pairing
help-open-need = open the need (steps, settle)
help-check-locally = check locally
help-verified = verified
help-off = not here
help-new-kind = add a kind of benefit
help-talk-closed = What was said is for directors only; here it only says that the talk took place.
help-tell = told at a call ({ $count })
help-waits = waits
help-hand-to-nobody = nobody: pairings end, the rest waits for somebody
help-hand-on = hand on to another helper
help-take-back = Take back { $what } from { $name }?
help-gone = { $name } (left)
help-left = left { $day }
help-last-day = last day { $day }
column-nameless = givers
help-wish-in-file = in the file only
help-nameless = no name
help-contact-with = contact with { $name }
help-pair = pair with a child
help-edit-helper = change
help-leave = leaves: hand on what is in hand
help-print-helper = print the page for the helper
help-give-more = give to children ({ $left } left)
help-edit-donation = change
help-sentence-helpers = helpers { $helpers }, paired children: { $children }; contacts overdue { $due }; needs and nobody { $nobody } (Ctrl-G)
help-sentence-goods = { $year }: donations { $came }, given to { $children }; in need and got nothing { $nothing } (Ctrl-G)
help-sentence-benefits = may be entitled { $may }; unapplied { $entitled }, applying { $applying }, received { $receiving }; { $ends } end within { $days } d
help-benefit-note = { $name } ({ $state }): { $whom }. Papers: { $papers }. Apply at: { $place }; { $often }.
help-benefit-more = more: Ctrl-E shows the checklist
help-sentence-wishes = nobody took { $free }, taken on { $taken }; fulfilled in { $year } { $over }
help-empty-helpers = No helpers yet. Ctrl-N adds volunteers, social workers, loving mothers, organisations; Ctrl-O imports a list.
help-empty-goods = Nothing given yet. Ctrl-N writes down what came, then tick who gets it.
help-empty-benefits = No benefit asks for anything. Ctrl-N adds one for a child, Ctrl-E changes the checklist.
help-empty-wishes = No open wishes. Ctrl-N writes one down.
give-title = Who gets it
give-question = { $what }: { $count } ticked, wanted { $wanted } of { $left }
give-question-more = { $what }: { $count } ticked, wanted { $wanted } of { $left }; { $had } have it already, at the end
give-nothing-left = Nothing of it is left: Ctrl-N for what came anew, Ctrl-E if the number is wrong.
give-has = has { $count }
give-inside = in the house
filter-nobody = needs and nobody
filter-nothing = in need and got nothing this year
form-help = { $what }: { $name }
form-pairing = pairing
form-end-pairing = end of the pairing
form-contact-of-helper = contact
form-need = need
form-measure = measure
form-review = review of the plan
form-benefit = benefit
form-talk = talk
form-news = news for the parents
form-told = told the parents
form-wish = wish
form-word = teacher's word
form-school-place = school place
section-household = Household and cards
section-timeline = What happened, newest first

file-reading = Reading…
file-no-contacts = No contacts yet. Ctrl-P adds one.
file-no-tags = No categories yet. Ctrl-T adds one.
file-no-siblings = No children of the same household. Ctrl-G links one.
file-no-past = Nothing has happened yet.
past-listed = to see since { $raised }: { $rule }
past-rang = { $times ->
        [one] rang once
       *[other] rang { $times } times
    }
past-visited = { $times ->
        [one] visited once, not met
       *[other] visited { $times } times, not met
    }
past-handed-up = { $times ->
        [one] told the township
       *[other] told the township { $times } times
    }
past-explained = { $times ->
        [one] explained once
       *[other] explained { $times } times
    }
past-seen-home = { $days ->
        [one] seen at the home after one day
       *[other] seen at the home after { $days } days
    }
past-seen-visit = { $days ->
        [one] seen at a visit after one day
       *[other] seen at a visit after { $days } days
    }
past-seen-elsewhere = { $days ->
        [one] seen by somebody else after one day
       *[other] seen by somebody else after { $days } days
    }
past-first-home = seen at the home for the first time
past-first-visit = seen at a visit for the first time
past-first-elsewhere = seen by somebody else for the first time
past-left = left without being seen again
past-closed = ended by the director: { $reason }
file-sibling = sibling

contact-barred = do not contact
contact-new = add a contact
tag-new = add a category
request-new = write down a request of the family
request-none = no request was written down
request-asked = asked { $day } by { $who }
request-answered = { $answer } { $day }
request-waits = waits for an answer, due { $due }
file-erase = erase what was typed about the child (cannot be undone)
file-family-copy = print a copy for the family (numbers shown whole)
file-opened-alone = nobody but you since { $from } (as of { $at })
file-opened-by = { $count } people since { $from }, you among them (as of { $at }); besides you last { $who }, { $last }
tag-still = now
tag-since-unknown = start unknown
card-new = bind another card
card-unbind = unbind { $code }
household-leave = no longer of this household
household-linked = of one household

pick-contact = Contacts
pick-tag = Categories
pick-sibling = With whom does the child live?
pick-merge = Which file is of the same child and goes into this one?
pick-agree = Agree days: for whom?
form-agree = On which days do the children of { $whose } come?
pick-cards = Cards

form-new-child = New file
form-contact = Contact of { $name }
form-tag = Category of { $name }
form-request = Request of the family of { $name }
form-erase = Erase the data of { $name }
form-delete-old = Delete the register before { $day }
form-status = State of { $name }'s file
status-kept = The status was not changed. To change it, choose another one first.
form-correct = Correct { $name } on { $day }
correct-strike = strike it out

hint-why = a reason is required
hint-erase-why = stays in the journal, so no names: asked by the family, left a year ago
hint-delete-why = stays in the journal, so no names: kept long enough
erase-question = Erase what was typed about { $name }, in the file and in the journal? This cannot be undone. Days and counts stay and are nobody's. Copies made before keep it.
delete-old-question = Delete the register before { $day }? This cannot be undone. Numbers and trends of the time before are no longer shown; the day on which a child was seen last stays. Copies made before keep it.
hint-left-reason = such as: with the parents
hint-from-day = empty if unknown

wrong-grade = The grade is 1 to 4.
wrong-birth-vs-id = By the identity number the child was born on { $day }.
wrong-sex-vs-id = By the identity number the child is { $sex }.
wrong-of-age = By this birth date the child is { $years } years old, so no longer a child. Please check the year.
wrong-name = This cannot be a name. Please write the name of the child.
wrong-twin = File { $number } is of a child with this name and birthday. The same child? Then leave with Esc and use that file. If they are two children, save again.
wrong-risk-without-reason = A risk level needs its reason.
wrong-no-arrival = Enter when the child came.

collected-by = with { $name }
out-to-alone = went home alone
out-to-not-known = nobody remembers
out-to-unlisted = with somebody not listed
changed-field = { $field }: { $old } → { $new }
changed-field-of = { $field } of { $whose }: { $old } → { $new }
seen-at-visit = child seen
not-seen-at-visit = child not seen
added-row = added { $what }
removed-row = removed { $what }
merge-title = { $other } goes into { $keep }
merge-question = Put { $other } into { $keep }? Are both files really of one child?
merge-question-doubt = { $doubt } Put { $other } into { $keep } all the same?
merge-moves = These move into the file that stays:
merge-look = Look at this first:
merge-two-children = These may be two children: { $by } differ.
merge-count = { $what }: { $count }
merge-nothing = nothing
agree-by-habit = by the habit of each
agree-by-habit-count = { $count } with a known habit and no agreed days
agree-by-habit-missing = ; { $count } unseen left out
agree-habit-left-out = {" "}{ $count ->
        [one] 1 more child is
       *[other] { $count } more children are
    } left out: nobody has seen them lately, and days without them are no habit.
agree-group-count = { $kind } · { $count }, without days { $without }
agree-no-habit = Nobody has a habit that is not agreed yet. It takes at least { $weeks } weeks of registers and { $came } days on which the child came. Until then: Ctrl-W and a class, a school or a hamlet agrees days in one step; Ctrl-O imports the sheets that are on paper, then look here again.
agree-all-have = All of these children have these days already; nothing to agree.
agree-title = Agree days (group { $at } of { $count })
agree-question = These { $count } come { $days }: agree?
agree-read = Read from the registers of { $from } to { $to }: came on at least { $share } % of these days when the home was open, and not in alternate weeks.
agree-chosen = These days were just chosen. Who has other agreed days is not ticked; a tick changes them.
agree-had = agreed: { $days }
merge-what-days = days of attendance
merge-what-visits = visits
merge-what-calls = calls
merge-what-follow-ups = follow-ups
merge-what-problems = problems
merge-what-incidents = incidents
merge-what-agreements = agreements of care
merge-what-requests = requests of the family
merge-what-contacts = contacts
merge-what-tags = categories
merge-what-cards = cards
merge-what-parts = activities taken part in
merge-what-exempt = topics not needed
merge-what-plans = planned activities for picked children
merge-what-pairings = pairings
merge-what-helper-contacts = contacts of helpers
merge-what-measures = measures
merge-what-reviews = reviews of the support plan
merge-what-given = things given
merge-what-benefits = benefits
merge-what-talks = talks
merge-what-news = news for the parents
merge-what-wishes = wishes
merge-what-words = teacher's words
merge-what-places = school places that were found
merge-gains = The file that stays lacks this and takes it over:
merge-gain = { $field }: { $value }
merge-differs = These differ; the value of the file that stays is kept:
merge-differ = { $field }: { $stays } stays ({ $ends } goes)
merge-households = household: each file is of another one; the file that stays keeps its own
merge-clashes = Both files have this; one of them stays:
merge-clash = { $day }: { $stays } stays, { $goes } goes
merge-both-parts = activities taken part in that both files have
merge-both-exempt = topics not needed that both files have
merge-main-tag = The main category of the file that stays is the main one.
merge-ends = Then the file { $other } ends: nobody counts or finds it any more. One undo brings everything back.

## import: rosters and attendance, the preview, notes on rows and files

import-left-out = Row { $row } stays out.
import-back-in = Row { $row } is in again.
import-is-left-out = This row stays out. Delete takes it in again.
import-no-need = This row is on the register already; there is nothing to do.
import-mend-in-file = This row cannot be changed here. Mend it in the file and read the file again.
import-which-cell = Which cell of row { $row }?
import-mend-cell = “{ $heading }” of row { $row }
import-cell = says
import-leave = The good rows are not imported yet. Esc again leaves; mended rows are kept.
import-not-read = The file is not opened.
import-elsewhere = The file has been read meanwhile. Open it again under Children when you have time.
import-changed = The register has changed meanwhile. Nothing was written; please look again.
import-rest = { $added } imported, Ctrl-Z undoes. Not taken in: { $left }; Enter mends a row.
import-rest-not-kept = The rows that wait could not be kept on the disk (full, or import-rest.json cannot be read): please mend them before you leave the program.
import-no-rest = Of { $file } no row waits any more.
import-go-on = { $file }, waiting: { $count }
import-waits-since = since { $day }
import-type-path = type a path…
import-pick-file = Which file?
import-path = path
import-path-hint = drag the file in, or paste its path
import-month = month
import-month-hint = such as 2026-10
import-which-month = Of which month is this sheet?
import-reading = Reading…
import-judging = Comparing with the register, row { $done } of { $rows }.
import-writing = Writing, { $done } of { $rows }.
import-saving = All { $rows } are in place; saving…
import-stop-comparing = Esc stops.
import-stop-writing = Esc stops; then none of it is written.
import-stopped-writing = Stopped. Nothing was written.
import-mend = Row { $row }: mend it
import-who = Row { $row }: who is “{ $name }”?
import-nothing = There is no row to bring in.
import-days = Agreed days of new children (the list's own stay)
import-days-open = every open day: { $days }
import-days-none = not agreed yet; one by one later
import-column-row = row
import-column-outcome = outcome
import-column-notes = remarks
import-none-shown = No such rows. Tab shows others.
import-source = { $file } · { $sheet }
import-title-roster = Roster { $file }
import-title-attendance = Attendance { $file }
import-title-help = { $lists } { $file }
import-list-helpers = Helpers
import-list-pairings = Pairings
import-list-gifts = Gifts
import-counts = { $added } new, { $matched } there already, { $doubtful } to check, { $refused } not taken.
import-counts-unwritten = { $added } new, { $matched } there already, { $doubtful } to check, { $refused } not taken. Not written yet.
import-marks = marks to bring in: { $count }
import-understood = columns understood: { $count }
import-shown-all = all rows
import-shown-check = only those to check
import-shown-new = only the new ones
import-not-kept = rows with days before { $day }: { $count } (the register of that time was deleted; those days stay out)
import-not-understood = columns not understood: { $columns }
import-not-understood-key = columns not understood (Ctrl-K says what they are): { $columns }
import-tidied = rows tidied: { $count }
import-and = {", "}
sheets-left = sheets not taken: { $sheets }
sheets-cut = columns after the 512th were not read
sheet-left = { $name } ({ $fate })
sheet-fate-taken = taken
sheet-fate-hidden = hidden
sheet-fate-not-wanted = not chosen
sheet-fate-no-list = no headings of such a list
sheet-fate-other-list = a list of another kind; choose it alone to take it
sheet-fate-no-month = no month
sheet-fate-empty = empty
import-which-sheets = Which sheets are taken?
import-all-sheets = All sheets that are shown, together
import-sheet-about = rows: { $rows } · { $fate }
import-one-sheet = This file has one sheet only.
import-which-column = Which column?
import-which-column-no-plan = No list was recognised. Say what a column is:
import-column-is = What is “{ $heading }”?
import-column-is-now = now “{ $heading }”
import-column-unknown = not understood
import-column-not-wanted = left out
import-column-said = { $field } · as you said
import-column-leave-out = Leave this column out
import-column-forget = Forget what was said; take it as usual
import-no-columns = This file has no headings; its columns were recognised by their form.
import-column-twice = Two columns of the file are called “{ $heading }”. Please rename one of them in the file.
import-same-as = It is the child of file { $number }
import-same-row = It is the child of the earlier row
import-same-hint = no second file
import-another = It is another child
import-another-hint = a new file
import-values = Mend the values of the row first
import-by-id-no = the ID number
import-by-name-birth = name and birthday
import-by-person = your answer

import-no-plan-no-roster = No headings of a register were found. They need a name and something else, such as sex or birth date.
import-no-plan-no-headings = No headings of a sign-in sheet were found. They need a name and days.
import-no-plan-no-help = No headings of a list of help were found. Helpers need a name and, say, skills or free time; pairings a child and a helper; gifts what it is and a quantity or a giver.
import-no-plan-no-month = Nothing says which month it is. Please give it, for example 2026-10.
import-no-plan-stopped = Stopped before all rows were compared.

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
import-field-category-since = category since
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
import-field-expected-days = agreed days
import-field-note = note
import-field-date = date
import-field-in = time in
import-field-out = time out
import-field-mark = mark
import-field-reason = reason
import-field-total = total
import-field-machine-no = number in the machine
import-field-moment = time of the punch
import-field-state = in or out
import-field-child = child
import-field-helper = helper
import-field-helper-kind = kind of helper
import-field-body = organisation
import-field-contact-person = contact person
import-field-phone = phone
import-field-skills = skills
import-field-free-when = when free
import-field-trained-on = trained on
import-field-checked-on = background check
import-field-since = since
import-field-until = until
import-field-purpose = for what
import-field-every = how often
import-field-consent-by = guardian who agreed
import-field-consented-on = agreed on
import-field-child-view = the child’s word
import-field-what = what
import-field-goods-kind = kind of help
import-field-quantity = quantity
import-field-worth = worth
import-field-giver = giver
import-field-handed-by = handed over by
import-field-paper-no = paper number

import-note-name-tidied = Spaces in the name were taken out: {$value}.
import-note-date-tidied = The date was put into one form: {$value}.
import-note-date-serial = The spreadsheet had turned the date into a number; it is { $value }.
import-note-date-moved = The date is written as a moment of another time zone, or some seconds off; it was read as { $value }. Please check.
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
import-note-duplicate-in-file = The same child as in row { $row } (matched by { $by }); not entered twice.
import-note-already-there = On the register already as number { $number } (matched by { $by }).
import-note-perhaps-same = Name and birthday are those of file { $number }, but these differ: { $fields }. The same child, or a namesake?
import-note-perhaps-repeated = Name and birthday are those of row { $row }, but these differ: { $fields }. The same child, or another?
import-note-differs = The {$field} differs: “{$list}” in the list, “{$file}” in the file. The file was not changed; change it there if the list is right.
import-note-id-lost-digits = The spreadsheet treated the ID number as a number and lost its last digits. Please type it again from the card, in a column set to text.
import-note-id-check-digit = The last digit of the ID number does not fit; one digit may be mistyped. Please check the card.
import-note-id-old = This is an old ID number of 15 digits. Please enter the present one of 18.
import-note-id-length = An ID number has 18 characters, this one has {$count}. Please check the card.
import-note-id-characters = The ID number holds characters that do not belong there. Please check the card.
import-note-id-birth = The birth date inside the ID number does not exist. Please check the card.
import-note-id-of-other-child = This ID number belongs to {$name}. Please check whether the name or the number is wrong.
import-note-id-vs-namesake = Name and birth date are those of file { $number }, but the ID number differs. The same child, or another?
import-note-id-vs-row = Name and birth date are those of row { $row }, but the ID number differs. The same child, or another?
import-note-sex-vs-id = The sex “{$value}” does not agree with the ID number. Please check.
import-note-birth-vs-id = The birth date is {$value}, but {$inside} in the ID number. Please check.
import-note-birth-future = The birth date {$value} is in the future. Please check the year.
import-note-birth-not-a-date = The birth date “{$value}” is not understood. Please write it as 2015-06-01.
import-note-birth-no-such-day = The calendar has no day “{$value}”. Please check the birth date.
import-note-birth-missing = No birth date and no usable ID number. Please fill in one of them.
import-note-sex-missing = No sex and no usable ID number. Please fill in one of them.
import-note-sex-unknown = The sex “{$value}” is not understood. Please enter male or female.
import-note-over-18 = {$value} years old, so no longer a child. Please check the birth date.
import-note-too-long = The {$field} is too long: {$count} characters at most. Please shorten it.
import-note-phone-too-short = The {$field} {$value} lacks digits. Please check.
import-note-phone-too-long = The {$field} {$value} has too many digits. Please check.
import-note-phone-not-a-phone = The {$field} “{$value}” is not a phone number. Please check.
import-note-category-unknown = There is no category “{$value}”. Please use one of these: {$known}.
import-note-no-name = No name. Please add it.
import-note-torn-quote = This line has a stray quotation mark, so it is not certain where its cells end. Please check every cell; mend it or confirm it as it is.
import-note-torn-width = This line has more cells than the headings: a value may hold a comma, and everything after it stands in the wrong column. Please check every cell.
import-note-torn-letters = This line has characters that cannot be read (the file is damaged there). Please check and mend them.
import-note-name-unusable = “{$value}” cannot be a name. Please mend it in the list and import again.
import-note-skip-title = Title or explanation.
import-note-skip-blank = Blank row.
import-note-skip-heading = Headings.
import-note-skip-total = Row of totals.
import-note-skip-signature = Signatures.
import-note-skip-no-marks = No marks in this row.
import-note-child-unknown = Nobody on the register is “{$value}”. Please check the name, or enter the child first.
import-note-who-said = It goes to file { $number }, as you said.
import-note-name-shared = {$count} children on the register are called “{$value}”. Please choose which.
import-note-mark-unknown = The mark “{$value}” on {$day} is not understood. Please use √, 迟, 假 or ×.
import-note-mark-conflict = On {$day} the register says “{$file}”, the sheet “{$list}”. Please check; the register was not changed.
import-note-twice-in-file = {$day} stands in row {$row} already, and the two differ. Please check.
import-note-day-future = {$day} is in the future and cannot be entered. Please check the date.
import-note-day-not-a-date = The date “{$value}” is not understood. Please write it as 2026-10-08.
import-note-day-before-birth = {$day} is before the child was born. Please check the date or the name.
import-note-days-not-kept = Days before {$from}: {$count}. The register of that time was deleted, so they stay out.
import-note-skip-not-kept = Before {$from}: the register of that time was deleted, so the row stays out.
import-note-time-not-a-time = The time “{$value}” is not understood. Please write it as 17:05.
import-note-time-other-day = “{ $value }” is not of { $day }. Please check it in the sheet.
import-note-out-before-in = On {$day} the child left before it came. Please check the times.
import-note-reason-as-note = The reason “{$value}” is kept as a remark.
import-note-marks-there = All these marks are on the register already.
import-note-total-disagrees = The total says {$list}, the marks come to {$file}. The marks were taken.
import-note-punch-lone = The machine did not say in or out; { $value } was taken as the arrival. Please check.
import-note-punch-no-out = There is no punch for leaving; the time of leaving is not known.
import-note-number-as-file-no = No name fits, so “{ $value }” was taken as the file number of { $name }. Please check.
import-note-punch-in-row = A punch of the same day; it went into row { $row }.
import-note-punch-unsaid = The punches of { $day } ({ $value }) do not say in or out. Please add the state in the list and import again.
import-note-punch-state-unknown = A state of the punches of { $day } is not understood ({ $value }). Please write “in” or “out”.
import-note-punch-out-first = On { $day } the child left without having come ({ $value }). Please check.
import-note-punch-not-last = On { $day } the last punch is no leaving ({ $value }), so the time of leaving is not known. Please check.
import-note-punch-repeated = On { $day } several arrivals or leavings follow each other, more than 10 minutes apart ({ $value }). Please check which punch is missing.
import-note-field-missing = Missing: { $field }. Please add it.
import-note-month-only = Only year and month ({ $field }); entered as { $value }.
import-note-child-left = { $name } has left; this is not entered.
import-note-helper-unknown = No helper is called “{ $value }”. Enter the helper first, or add the helper to a list in the same file.
import-note-helper-shared = Helpers called “{ $value }”: { $count }. Please add the phone number.
import-note-helper-gone = { $name } is no helper any more.
import-note-helper-there = This helper is there already.
import-note-helper-differs = { $field } differs: the list says “{ $list }”, the record “{ $file }”. The record stays as it is; change it there if need be.
import-note-helper-perhaps = A helper of this name is there, but only one of the two has a phone number, so nobody can tell whether it is the same. If it is, leave this row out; if not, both need their numbers.
import-note-helper-namesake = A helper of this name is there with another number ({ $value }); this one is entered as another.
import-note-helper-kind-unsaid = No kind is given; entered as “other”.
import-note-row-repeated = This repeats row { $row } and is not entered again.
import-note-paired-already = The pairing with { $name } is running already.
import-note-ended-already = It ended on { $value } and is not entered.
import-note-until-ahead = The end on { $value } is not entered; end it when the day comes.
import-note-every-unclear = “{ $value }” says no frequency. Write “monthly”, “weekly” or a number of days.
import-note-every-usual = No frequency is given; days between contacts: { $count }.
import-note-since-today = No first day is given; it counts from today ({ $value }).
import-note-since-pairing = No first day is given; it counts from the first pairing ({ $value }).
import-note-goods-unsaid = No kind is given; entered as a gift.
import-note-quantity-wrong = “{ $value }” is no whole number of 1 or more. Please write digits only.
import-note-quantity-one = No quantity is given; entered as 1.
import-note-worth-wrong = “{ $value }” is no amount. Please write yuan in digits.
import-note-worth-rounded = { $value } has parts of a yuan; the sum is rounded to whole yuan.
import-note-text-dropped = { $field } names a child ({ $name }) and is not entered: this record belongs to no child.
import-note-names-a-child = { $field } names a child ({ $name }), which it must not: this record belongs to no child. Please change it in the file.
import-note-giver-shared = Helpers of this name: { $count }. The giver is entered in words only.
import-note-donation-only = No child is named: entered as received, given to nobody.
import-note-from-stock = Taken from what came on { $value }; nothing new comes in.
import-note-from-stock-worth = Taken from what came on { $value }; nothing new comes in. The worth of this row is not kept: that of what came stands.
import-note-stock-beside = This comes in anew, beside { $count } that are left of what came on { $value }. If it was given of that, leave the row out and give it on F4.
import-note-stock-there = This is there already: { $count } came that day.
import-note-gift-there = This is there already.
import-note-gift-more = The home has this gift { $count } time(s), and the list has it once more. If it is a repetition, leave this row out; if not, enter it on F4.
import-note-gift-twice = Row { $row } has the same child, day and thing. If it is a repetition, leave this row out; if not, make one row of both.

file-error-not-found = The file is not there. Please check its name and place, or whether the stick is plugged in.
file-error-folder = This is a folder. Please choose a file in it.
file-error-no-file = This is no file but a device or a pipe.
file-error-locked = Another program has the file open. Please close it in Excel or WPS first.
file-error-no-access = The system does not allow reading this file. Please copy it to the desktop and try again.
file-error-disk = The disk could not be read. Please plug the stick in again, or copy the file to the computer.
file-error-too-large = The file is too large. Please save the sheet with the list alone and try again.
file-error-empty = The file is empty.
file-error-password = The file has a password. Please take it off in Excel or WPS, save, and try again.
file-error-not-a-spreadsheet = This is no spreadsheet that can be read. Please open it in Excel or WPS and save it as .xlsx.
file-error-not-a-calendar = This is no calendar file. Please ask for one that ends with .ics.
file-error-nested = The calendar file is damaged: its parts lie within each other without end. Please ask for a new export (.ics).
file-error-gave-up = The file is damaged or too large to be read. Please open it in Excel or WPS, keep only the sheet with the list, and save it as .xlsx.
file-error-no-reader = The part that reads files cannot be started. Please leave the program, open it again and try once more; nothing was written.
file-error-damaged = The spreadsheet is damaged. Please open it in Excel or WPS and save it as .xlsx.

## activities: F5, the plan, who takes part, topics, printed papers

plan-week = Week
plan-month = Month
plan-topics = Topics
plan-coverage = Coverage
plan-strip = { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
plan-due = due: { $topic }, { $missing ->
        [one] 1 child
       *[other] { $missing } children
    } not yet this season ({ $why })
plan-week-title = { $from } to { $to }, { $year } week { $number }: { $said }
plan-week-counts = { $held } held, { $planned } planned
plan-whole-day = all day
plan-children = { $count } came
plan-month-title = { $year }-{ $month }
plan-nothing = —
plan-clash = closed that day: { $why }
clash-other = “{ $title }” takes place then ({ $times })
clash-hours = the home is open { $hours }
clash-no-adult = no adult is in charge
clash-next = { $said }. The next free day is { $day }. Save again to keep it as it is.
clash-again = { $said }. Save again to keep it as it is.
clash-series = { $count ->
        [one] 1 date
       *[other] { $count } dates
    } in the first year
clash-closed-days = { $count } fall on closed days and do not take place ({ $days })
clash-taken-days = { $count } clash with other activities ({ $days })
clash-save-again = Save again to keep it so.
plan-took-part = { $count } took part
plan-running = going on since { $at }
plan-moving = not put down yet; Enter puts it here
plan-record-open = what was done is not written yet
plan-repeats-until = { $rhythm }, until { $day }
plan-missing-empty = No children on the register yet. F4 imports a list.
plan-coverage-said = { $topic }, { $from } to { $to }: { $missing } of { $of } children have not had it
plan-no-terms = There is no term before this one: enter terms in Settings (F8) first.
plan-copy = Copy the plan of { $from } to { $to }? { $preview }. What is there already or over already is not copied.
plan-copy-preview = It adds { $series } series and { $singles } single activities
plan-hint = { $day }: Enter plans an activity, or records one that took place.
plan-hint-ahead = { $day }: Enter plans an activity.
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
plan-do-begin = It begins: those in the house take part
plan-do-record = Complete or correct the record
plan-do-edit = Change this one
plan-do-move = Move it by the arrow keys
plan-do-move-to = Move it: type day and time
plan-do-call-off = Call it off
plan-do-reinstate = As planned at first
plan-do-again = once more, on another day
plan-do-series = Change the series from here on
plan-do-all = Change all to come
plan-do-end = End the series
plan-do-talk = The talk of this topic
plan-do-print-talk = Print the talk
plan-do-missing = Who still misses it
plan-do-plan = Plan an activity
plan-do-unplanned = Something took place: write it down
plan-do-explain = Why nothing took place this week
plan-do-topic = Put it in the home's words
plan-do-told = Told at a visit
plan-do-exempt = need not have it: say why
plan-do-not-exempt = should have it after all
plan-do-invite = An activity for all who miss it
plan-do-print-invite = Print the list of those who miss it
plan-do-file = Open the file
plan-do-read = Read the talk

record-hold = Today's activity: { $title }
record-begin = it begins: { $title }
record-unplanned = Write down an activity of today
pick-record-today = What is to be recorded?

pick-plan-files = Files and paper
pick-topic = Find a topic
plan-files-poster = Print: the plan for the wall
plan-files-evidence = Print: papers for an inspection
plan-files-evidence-sheet = The same papers as a spreadsheet (.xlsx)
plan-files-sign-in = Print: a sign-in sheet for the chosen day
plan-files-calendar = A calendar file for phones (.ics)
plan-files-ics = Take a calendar file over (.ics)
plan-files-copy = Copy the plan of last term
pick-calendar = Which calendar file?

paper-poster = plan of activities
paper-evidence = record of activities
paper-sign = Children's director (signature):                    Date:
paper-written = Written: { $file }. Open it in a browser to print it.
paper-written-goes = Written: { $file }. Open it in a browser to print it; it is removed when the program ends, or when nobody has pressed a key for a while.
paper-page-goes = A page in “papers” is removed when the program ends, or when nobody has pressed a key for a while: print it now.
paper-sheet-written = Written: { $file }. A spreadsheet program opens it.
supervisor-paper = for the township supervisor: { $count ->
        [one] 1 child
       *[other] { $count } children
    }
supervisor-name = for the supervisor
supervisor-when = By the records of { $when }, up to { $head }. Printed by: { $who }
supervisor-before = The time before: { $when }, { $count ->
        [one] 1 child
       *[other] { $count } children
    }
supervisor-ring = Whom to ring at the home: { $who }
supervisor-mind = Personal data of children, for the township supervisor only: no photos, not to be passed on; give it back or destroy it afterwards.
supervisor-nobody = There is nothing now that the supervisor has to know.
supervisor-since = since
supervisor-why = what
supervisor-done = what was done
supervisor-ask = what is asked of the township
supervisor-call = whom to ring at the home
supervisor-answer = answer of the township (by hand)
supervisor-nothing-done = nothing was done yet
supervisor-ask-know = please know of it, and help to find and see the child
supervisor-ask-answer = handed up on { $on }; please answer by { $by }
supervisor-ask-late = handed up on { $on }; asked again today, please say what was done
supervisor-ask-report = no report is recorded so far; please ask the home today whether and to whom it has reported
supervisor-ask-case = please follow what comes of the report
supervisor-ask-problem = please answer about the problem that was passed on
supervisor-ask-none = nothing more
supervisor-ended = handed up on { $on }
supervisor-ended-left = no longer on the register ({ $status }, { $on })
supervisor-ended-closed = closed on { $on }: { $reason }
supervisor-ended-off = not on the lists of the home now
supervisor-problem = problem ({ $kind }): { $what }
supervisor-problem-kind = problem ({ $kind }); please ask the home about it
supervisor-problem-passed = passed to { $to } on { $on }
supervisor-problem-settled = problem settled on { $on }
supervisor-problem-done = problem settled: { $outcome }
supervisor-incident = incident with a duty to report, found on { $on }
supervisor-incident-reported = reported to { $agency } on { $on }
supervisor-incident-open = no report recorded yet
paper-calendar-written = Written: { $file }. Send it to a phone and open it there.
paper-sign-in = sign-in sheet
paper-printed = printed { $when }, records up to { $head }
paper-helper = { $name }: what was agreed
paper-helper-nobody = No pairings at present.
paper-helper-measures = What was promised
paper-helper-last = last contact
paper-helper-next = next contact
paper-helper-private = Promised besides, and not printed: { $count }. Please ask the director.
paper-helper-note = Please tell the home after each contact, and ring at any time: { $director }. Please do not pass on what you learn about a child.
paper-wishes = Wishes
paper-wishes-none = No wish waits for a giver at present.
paper-wishes-taken = taken on by, phone
paper-wishes-note = To take one on, ring { $director }.
paper-sum = In numbers
paper-activities = Activities
paper-weeks = The weeks
paper-coverage = Who had which topic
paper-parts = Who took part
paper-what = what
paper-number = number
paper-visits = times a child took part
paper-heads = different children
paper-guests = adult guests
paper-others = children who are not on the register
paper-begun = begun at
paper-said = what a child said
paper-came = { $name } (came at { $time })
paper-came-at = came at
paper-minutes = { $count } min
paper-length = minutes
paper-weekday = weekday
paper-children = children
paper-state = state
paper-week = week
paper-from = from
paper-to = to
paper-held = held
paper-planned = still planned
paper-had = had it
paper-misses = miss it
paper-exempt = need not
paper-who-misses = who misses it
paper-no-reason = no reason written down
paper-nothing = No activity in this period.
paper-row = no.
paper-arrived = arrived
paper-signature = signature
paper-fetched = fetched by
paper-everybody = everybody on the register
paper-expected-count = expected: { $count }
paper-ticked = ✓ in the house at { $time }
paper-invite = Who still misses: { $topic }
paper-answer = answer, signature
paper-invite-nobody = Nobody misses it.
paper-ages = ages
paper-season = when
paper-talk-points = The talk
paper-talk-questions = Ask the children

form-plan = Plan something
form-unplanned = Something that took place
form-activity = Change this activity
form-series = From here on: { $title }
form-series-all = All to come: { $title }
form-end-series = End: { $title }
form-move = Move: { $title }
form-move-to = “{ $title }” moves to { $day } { $at }. Why?
form-call-off = Call off: { $title }
form-explain = Why nothing took place in the week of { $day }
form-exempt = Why { $name } need not have “{ $topic }”
form-done = { $title }: { $count } took part
form-topic = Topic: { $name }
form-topic-new = A new topic
section-outline = The talk, point by point
section-questions = Questions to ask

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
for-whom-class = a class or grade
for-whom-tag = by category
for-whom-picked = chosen children
expected-all = everybody
expected-years = ages { $from }–{ $to }
expected-some = { $count } chosen children:{" "}
due-never = not yet
due-last = last on { $day }
due-begins = from { $day }
topic-season = months { $from }–{ $to } { $every }
topic-season-one = month { $month } { $every }
topic-question = Ask: { $question }
topic-materials = Have at hand: { $materials }

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
roll-page-unsigned = Whoever came in without signing in is not on this page.
roll-nothing = Nobody by that name. Ctrl-N adds a child.
roll-total = { $ticked } take part, { $not } in the house do not
roll-picked = { $ticked } picked
roll-no-photo = no photo: { $names }
roll-pick-first = No child is picked yet: Space picks.

activity-moved-from = was planned for { $day }
coverage-missing = misses it
coverage-exempt = exempt
coverage-exempt-because = exempt: { $reason }
coverage-hint = { $topic } { $due }  Enter: plan it for those who miss it, or print the list
coverage-legend = { $done } took part  { $to } told at a visit  { $absent } misses it  { $alert } due now
coverage-activity = took part
coverage-visit = told at a visit
calendar-counts = { $file }: { $added } new, { $changed } changed, { $off } called off, { $same } the same, { $left } not taken
calendar-as-written = taken as it stands in the file: { $count }
calendar-part = { $rhythm }, from { $from }
calendar-part-until = { $rhythm }, from { $from } to { $to }
calendar-left-out = left out
calendar-listed-changes = only those that change the plan
calendar-nothing-to-import = Nothing to import; the plan has it all. Esc goes back.
calendar-verdict-new = new
calendar-verdict-changed = changed
calendar-verdict-called-off = called off
calendar-verdict-same = no change
calendar-verdict-held = was held, stays
calendar-verdict-kept = moved or called off here, stays
calendar-verdict-older = older version, left out
calendar-verdict-over = over already, not taken
calendar-verdict-not-here = not in the plan, nothing to call off
calendar-verdict-refused = not taken
calendar-remark-zone-unknown = the time zone “{ $about }” is not known; read as Beijing time
calendar-remark-written-out = no series here has this rule; written out as { $about } single activities
calendar-remark-cut-off = too many; only the first { $about } were taken
calendar-remark-over-midnight = ends after midnight; here it ends at 23:59
calendar-remark-lines-lost = lines that cannot be read and were left out: { $about }
calendar-remark-part-ignored = “{ $about }” has no meaning in this rule and was left out
calendar-remark-rule-unread = the rule cannot be understood; only the first day was taken: { $about }
calendar-remark-first-outside = the first day is not one of the rule; it is planned by itself
calendar-remark-instance-elsewhere = changes a day that the rule does not have; planned by itself
calendar-remark-only-this-one = the file means this one and all later ones, but does not hold their series; only this one is changed
calendar-remark-ends-first = ends before it begins; only the beginning was taken
calendar-remark-topic-unknown = the topic “{ $about }” is not known here; planned without one
calendar-remark-text-cut = A text longer than { $about } characters was cut. Please read the activity after the import.
calendar-refused-no-start = day and time are missing or cannot be read
calendar-refused-not-an-activity = a task, a journal or a busy time, not an activity
calendar-refused-older = the same file has a newer version
calendar-refused-cut-off = the file ends in the middle of it
calendar-refused-never-takes-place = by its rule it never takes place

## follow-up: F6, what needs a person; visits, problems, incidents

list-to-see = to see
list-to-visit = to visit
list-home = of the home
list-file = on file
follow-cases = problems, incidents { $count }
follow-empty-to-see = Nobody has to be looked for.
follow-empty-not-taken = { $days ->
        [one] 1 open day has
       *[other] { $days } open days have
    } no register: who was missing then nobody knows. By the days with one nobody has to be looked for.
follow-empty-nothing-known = No day has a register yet: nobody knows who came and who did not.
follow-empty-to-visit = No visit is due.
follow-empty-home = Nothing of the home waits.
follow-empty-file = The files are complete.
follow-not-confirmed = not confirmed this quarter; last { $day }
follow-walk = Nothing is missing; it is only to be confirmed: Enter twice, or Ctrl-K to go through the files.
follow-empty-cases = No problem and no incident is open. Note one here when a visit finds something poor: Ctrl-N, choose the child; who takes care, until when, what was done, what came of it.
follow-home = the home
follow-more = +{ $count }
follow-days = { $days } d
follow-waits = { $count } more put off
walk-progress = File { $at } of { $of } · today { $today } of { $each }
walk-quarter = confirmed this quarter { $verified } of { $of } ({ $percent } %)
walk-quarter-gaps = confirmed this quarter { $verified } of { $of }, { $gaps } with gaps
walk-age = { $age ->
        [one] 1 year
       *[other] { $age } years
    }
walk-never = never confirmed
walk-last = last confirmed { $day } { $who }
walk-unseen = to be seen: nobody has seen the child for { $days ->
        [one] 1 day
       *[other] { $days } days
    }. Confirming the file is not seeing the child
walk-carer = caregiver
walk-contact = contact
walk-phone-verified = (answered { $day })
walk-phone-unverified = (not confirmed yet)
walk-empty = not on file
walk-question = Still here? Same carer, same phone, same school?
walk-answer-all = all as it stands
walk-answer-reached = all as it stands, and the phone was answered
walk-reached-whom = all as it stands, and the phone was answered by { $who }
walk-answer-school = another school or class
walk-answer-contact = another carer or phone
walk-answer-address = another address
walk-answer-days = other agreed days
walk-answer-plan = review the support plan (needs { $count }, last { $day })
walk-answer-plan-new = review the support plan (needs { $count }, never reviewed)
walk-answer-gone = not here any more
walk-no-phone = There is no phone on file: 4 enters one.
walk-done = All files are confirmed.
walk-end = That was the last one. { $verified } confirmed this quarter, { $left } not yet: go back with the left arrow, or come again.
walk-gaps = { $count ->
        [one] 1 file still has
       *[other] { $count } files still have
    } gaps: { $names }
walk-more = { $count ->
        [one] 1 line below (PgDn)
       *[other] { $count } lines below (PgDn)
    }
walk-cut = … (Tab shows all)
walk-nobody = Nobody has confirmed a file this quarter.
walk-confirmed = { $day } { $who }, { $count }: { $names }
case-settled = settled { $count } · Enter
case-problem = { $kind }: { $what }
case-found = found { $on }
case-owner = { $name } takes care
case-no-owner = nobody takes care yet
case-due = by { $due }
case-no-due = no day set
case-overdue = by { $due }, { $days ->
        [one] 1 day over
       *[other] { $days } days over
    }
case-no-step = Nothing was done yet.
case-escalated = handed up on { $on }: { $to }
case-measure = measure: { $what }
case-outcome = settled on { $on }: { $outcome }
case-no-notes = Only incidents have restricted notes.
case-report-first = This one is not reported yet: report it first, then Enter writes it down.
case-family = Family: { $ring }
case-act-did = note a step: day, who, what
case-act-assign = change who takes care, by when
case-act-escalate = hand it up (to whom, how)
case-act-settle = settle it (what came of it)
case-act-report = write down the report: who took it, when, receipt
case-act-further = write down a further report: to whom else, when, receipt
case-act-visit = record a visit
case-act-correct = correct what is wrong (with a reason)
case-act-notes = write the restricted notes
case-act-steps = other steps of the flag
case-act-file = open the file
incident-numbers = Ring first: { $numbers }
ring-police = police
ring-ambulance = ambulance
ring-fire = fire
ring-city-line = city line
incident-clock = { $passed } since it was found ({ $at })
incident-first = First: is the child safe this minute? Somebody stays with the child; do not ask questions. Ring, then write down who took the report.
incident-found-by = found by { $name }
incident-action = done at once: { $action }
incident-not-reported = not reported yet
incident-reported = reported: { $said }
incident-receipt = receipt { $number }
incident-no-receipt = no receipt number
incident-visit-due = After the report: somebody visits and sees the child by { $by }
incident-visited = seen at a visit afterwards, on { $on }
incident-notes = Restricted notes: { $notes }
incident-notes-hidden = There are restricted notes: Ctrl-U shows them.
incident-notes-none = No restricted notes
incident-notes-director = Restricted notes are for a director or a supervisor on visit only.
follow-column-why = why
follow-column-unseen = unseen
follow-column-ring = whom to ring
follow-column-hamlet = hamlet
follow-column-next = next
follow-column-about = about
follow-column-owner = owner
follow-column-until = by
follow-column-last = last step
follow-next = { $rung } by { $due }
follow-next-now = { $rung } today
follow-ring-next = ring { $who }
follow-ring-again = ring { $first } again, or { $second }
follow-late = { $days }d late: { $rung }
follow-late-since = { $rung } ({ $who }); { $days }d late, since { $due } nobody has taken a step that was due
follow-by = { $next } ({ $who })
follow-excused = explained until { $until }
follow-with-parents = with family until { $until }
follow-snoozed = put off until { $until }
follow-handed-up = with the township since { $on }, ask again on { $again }
follow-until = until { $until }
follow-supervisor = Overdue by half again: the supervisor gets a copy.
follow-also = Also: { $rules }
follow-cut = … (Enter shows all)
follow-rule-since = { $level } { $rule } (since { $day })
grid-came = ✓
grid-late = ◷
grid-excused = e
grid-absent = ×
grid-closed = ·
grid-month = { $month }/
grid-legend = ✓ came ◷ late e excused × absent · closed, not agreed; blank: no register, or not here
matter-no-days = No days are agreed (F4, Ctrl-W agrees them): the child is judged by its own habit.
matter-days = Agreed days: { $days }
matter-opened = Opened: { $day }, { $days ->
        [one] 1 day
       *[other] { $days } days
    } ago
matter-rule = { $level } { $rule } · { $limit } · since { $day }
matter-next = Next: { $next }
matter-ends-seen = It ends when the child is seen, or has left and the file says so; where no rule holds any more, also by a director's reason. An explanation and a confirmed stay with family only put it off until their day.
matter-ends-record = It ends when somebody looks after the child, and the file says so.
matter-ends-reported = It ends when it is reported, and to whom is written down.
matter-ends-visit = It ends with a visit that sees the child.
matter-ends-helper = Ends when the contact of the helper is written down (line "paired with" in the file).
matter-ends-school = Ends when the teacher says that the child is back, or a school place was found (section Help of the file).
matter-ends-contact = It ends with a visit that sees the child; of the calls after a visit the first that is answered counts too.
matter-ends-done = It ends when it is done, or the file is complete.
matter-ends-register = A day is gone when its sheet is entered or the home is said to have been closed; Enter chooses the day.
matter-tried = Visits and calls since then:
matter-nothing-tried = No visit or call since then.
matter-met = met
matter-not-met = not met
matter-contacts = Who can be rung:
matter-earlier = Earlier (by what is known now):
matter-earlier-one = { $from } to { $to }: { $said }
matter-earlier-rest = { $count } more: Esc closes this, Ctrl-E opens the file with its history.
matter-earlier-rest-past = { $count } more: F4, the file with its history.
matter-earlier-reading = Earlier: reading…
matter-earlier-none = The records here show no earlier matter in the last two years.
follow-in-settings = This is put right in the settings (F8) or in the files.
follow-problem = note a problem
follow-incident = record an incident (to be reported)
follow-seen-elsewhere = seen by somebody else
follow-who-saw = who saw the child, and when
follow-no-longer = by what is known now, no longer
follow-why-no-longer = why it is none any more
follow-seen-on = seen by somebody else on { $day }
follow-file = open the file
form-past-day = As of which day?
hint-past-day = that evening; the next field says what counts
field-known-as = by what
field-period = period
field-format = written as
field-mask = personal data
field-public = for the public
field-mask-reason = why everything
field-layout-name = name
field-layout-fields = columns
field-layout-category = only this category
field-layout-hamlet = only this hamlet
field-layout-fewer = came fewer days than
field-layout-sort = sorted by
field-layout-for-whom = for whom
field-handed-in-to = handed in to
known-as-then = what was known then
known-as-now = what is known now
wrong-past-day = choose a day before today
past-no-home = The program was not in use yet that day.
past-head = As of the evening of { $day }, by { $known }; Esc: back to today
past-title = Evening of { $day }, by { $known } · { $name }
follow-note-rang = reached, no answer, wrong number
follow-note-visited = seen or not
follow-note-excused = thirty days at most; who says so, and why
follow-note-snoozed = on a day, and why
follow-note-handed-up = to whom, and how
follow-note-closed = with a reason from the list
follow-note-with-parents = sixty days at most; who confirmed it
follow-note-kept = written by the program

record-visit = visit or call
record-agreement = agreement of care
record-problem = problem
record-incident = incident that must be reported
record-open-problem = problem: { $what }
record-open-incident = not yet reported: { $kind }
record-known-incident = incident of { $on }: { $kind }
pick-record = Record about { $name }
pick-done = { $name } ({ $about }): what was done?
pick-matter = About which matter?
pick-not-taken = Open days without a register: what is to be done?
not-taken-enter = { $day }: enter the sheet
not-taken-closed = { $day }: the home was closed
pick-whom = About which child?
pick-case-act = { $name }: what is to be done?

form-visit = Visit or call: { $name }
form-agreement = Agreement of care: { $name }
form-problem = Problem: { $name }
form-incident = Incident: { $name }
form-step = { $name }: { $step }

hint-call-note = what was said
hint-who-says-so = who says so (name, relation), and why
hint-who-saw = who saw the child (name, office), and how it is
hint-why-no-longer = who looked into it, and why it is none any more

wrong-no-result = Please say what came of the call.
wrong-call-is-not-seen = A call does not count as seen. Please answer no, or change the type.
wrong-not-said-seen = Please say whether the child was seen in person.
wrong-met = This does not fit whether the child was seen: who saw the child met somebody, and who met the child saw it.
wrong-talk-not-seen = the child was not seen, so it was not told
wrong-no-report = Please say who took the report, on which day and when.
wrong-half-moment = Give both the day and the time, or neither.
wrong-ring-first = Please write the name first and then the number, such as: police station 0558-8812345.

incident-card = Report now, record after: { $numbers }. Is the child safe this minute? Then ring, and note here afterwards who took the report.
round-paper = visit round: { $count ->
        [one] one child
       *[other] { $count } children
    }
round-paper-when = By the records of { $when }, up to { $head }
round-paper-mind = Personal data of children. It belongs to { $home }: no photos, not to be passed on. All of it comes back after the round and is destroyed once it is entered. Whoever finds it, please bring it back.
round-paper-who = Printed by: { $who }. Visitor: ____________________ Day: ____________
round-who = the child
round-contacts = whom to ring, in this order
round-why = why
round-last = last time
round-ask = to ask
round-ask-where = Where is the child now, with whom, and when back?
round-missing = missing in the file
round-column-seen = seen
round-age = { $years ->
        [one] 1 year
       *[other] { $years } years
    } old
round-siblings = siblings: { $names }
round-no-address = no address in the file; please ask and write it down
round-phone-unverified = number never confirmed
round-why-since = { $why } (since { $since })
round-no-reason = nothing is due; on the way
round-ask-director = ask the director before you go
round-last-seen = last seen: { $day }
round-never-seen = no record of having been seen
round-problem = open problem: { $kind } (since { $since })
round-topics = talks missed: { $topics }
pick-round = Print or show what?
pick-round-to-enter = Enter which round?
round-count = { $count ->
        [one] one child
       *[other] { $count } children
    }
round-due = everybody to go to
round-due-count = to visit { $visit }, to see { $see }
round-household = the household of { $name }
round-by-hand = by hand
round-supervisor = a page for the township supervisor
round-supervisor-sheet = a spreadsheet for the township supervisor (.xlsx)
round-back-term = who gets children back: this term
round-back-year = who gets children back: this year
round-enter = back home: enter a round
back-title = who gets children back
back-period = { $from } to { $to }, about children whom nobody had seen: after each kind of step, how many came within { $days ->
        [one] 1 open day
       *[other] { $days } open days
    }
back-line = { $step }: { $steps ->
        [one] once
       *[other] { $steps } times
    }, the child came after { $came }
back-share = , { $percent } %
back-waiting = , { $count } too early to say
back-few = A share is given from 5 steps on; steps are counted, not people. A child who came did not always come because of the step.
back-none = No such step was taken in this time.
round-kept = printed { $day }, { $count ->
        [one] one child
       *[other] { $count } children
    }
round-kept-entered = { $printed }, entered
round-kept-several = { $count } were printed, choose one
round-none-printed = No round was printed yet; Ctrl-P prints one.
round-pick-title = Visit round: { $count ->
        [one] one child
       *[other] { $count } children
    }
round-pick-order = by hamlet and household; siblings stand together
round-pick-silent = { $silence }: { $why }
round-pick-nobody = Nobody by that name.
round-sheet-title = Enter the round: { $filled } of { $count }
round-sheet-day = day of the round
round-sheet-late = (entered late)
round-sheet-visitor = visitor
round-sheet-number = #
round-sheet-seen = seen
round-sheet-met = met
round-short-living = live
round-short-health = hlth
round-short-study = stdy
round-short-mood = mood
round-short-safety = safe
round-short-care = care
round-short-parents = prnt
round-cell = { $row }. { $name } · { $what }: { $value }
round-cell-empty = empty
round-choices = Space changes; { $choices }; Delete clears
round-choice = { $nth } { $word }
round-note-hint = just type: it goes into the note
round-day-hint = ← → change the day; it can be typed too
round-visitor-hint = ← → or Space: somebody else
round-entered = a visit on { $day } is recorded already
round-poor = poor: Ctrl-N opens a problem
round-wrong-day = “{ $day }” is no day of a round: not after today, such as 2026-11-25.
round-empty = Nothing was entered, nothing is written. Fill in a row, or leave with Esc.
round-not-said-seen = Row { $row } does not say who was seen: the child, only an adult, or nobody?
round-contradicts = Row { $row } contradicts itself: seen is “{ $seen }”, met is “{ $met }”. Please change one of them.
round-no-row = Choose a child with ↓ first, then record the problem.
round-row-gone = The file of row { $row } was erased or put into another one, so the row cannot be written. Clear it, then record the visit by name with Ctrl-N on F6.
round-file-gone = file is gone
banner-unreported = Not reported: an incident found { $passed } ago. Report, then F6 twice.

## settings: F8, the first run, rules, journal

form-first-run = A new home
hint-home-name = as on the plate
hint-period = 2026-11, 2026-Q4, last-month, 2026-09-01..2026-11-30
hint-mask-reason = needed for everything
hint-layout-name = another name makes a second layout
hint-layout-fields = in order, with commas between
hint-layout-sort = without one by file number
hint-layout-period = such as last-month, this-month, 2026-11
hint-handed-in-to = only if it leaves the home; its numbers are kept
hint-hours = such as Mon-Fri 16:30-18:30, Sat 09:00-17:00

settings-rules = Rules
settings-ladder = First step of each rule: what, who, how soon
settings-home = The home
settings-zone = Time zone
settings-late = Late
settings-lock = Lock
settings-locks = Locks
settings-locks-set = Give this home locks
settings-locks-none = none: anybody can open the home, and its file is not encrypted
settings-no-locks = Without locks
settings-no-locks-said = a director has said that the home wants none
settings-no-locks-not-said = nobody has said so yet
settings-no-locks-ask = Without locks, whoever comes into the room can open everything about every child, and so can whoever copies the file. Is that what the home wants? Locks can be set at any time.
settings-locks-pin = PIN (this PC only)
settings-locks-passphrase = passphrase
settings-locks-without = no secret: cannot open the home
settings-locks-words = Recovery words
settings-locks-words-hint = make new ones; the old ones open nothing any more
settings-locks-words-ask = Make new recovery words? The paper with the old ones opens nothing any more; the new ones must be filed again.
settings-locks-key = Data key
settings-locks-key-hint = another one, and everything encrypted anew: for when somebody has left
settings-kept = How long data is kept
settings-kept-files = kept long enough
settings-kept-count = files of children who left: { $files }; Enter shows which, and why
kept-left = left { $day }, may go since { $goes }
kept-of-age = left on a day that nobody wrote down; of age { $day }, may go since { $goes }
kept-no-day = left on a day that nobody wrote down: enter it in the file, or no clock runs
kept-register = the register before { $day }
kept-register-rows = rows: { $rows }, the oldest { $first }; with erased files of which nothing else is left: { $files }
kept-nothing = Nothing was kept too long. The file of a child is kept for { $file } days after it left, the register for { $register } days (now from { $day } on); the numbers are among the rules below. The journal is kept; who looked at a file goes with it, and not before the days of the register are over.
settings-locks-key-ask = Take another data key and encrypt the file anew? It takes some seconds; everybody keeps their secret, and older copies still open.
settings-locks-give-passphrase = give a passphrase
settings-locks-give-pin = give a PIN (this PC only)
settings-locks-take = take the secret away
settings-ring = Ring first
settings-late-never = nobody is marked late
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
settings-copies = copies
settings-copies-none = none yet
settings-copies-unread = the copies are still being read …
settings-copies-failed = could not be read; try doorlight backup --list
settings-copies-how = { $count }, the newest of { $at }; Enter shows all
settings-stick = second place
settings-stick-none = none chosen. Put in a stick, then Enter chooses it
settings-stick-here = stick “{ $label }”, it is in
settings-stick-away = stick “{ $label }”, not in now
settings-restore = restore a copy
settings-restore-how = Enter chooses one; the present file is kept beside
pick-copy = Which copy is restored?
pick-stick = Which drive is the second place?
pick-kept = Kept long enough
stick-none = No stick is seen. Put one in, wait a few seconds, then press Enter again.
stick-unnamed = stick
stick-chosen = Chosen as the second place; copying.
restore-none = There is no copy to restore.
rescued-copy = The whole file was saved as { $copy }; the roll call is in the same folder. Restore it with doorlight restore, or give it to somebody who can.
rescued-page = The file can no longer be read whole; only the roll call was saved, in { $folder }. Restore the rest from a copy.
restore-note = { $head } { $place }
restore-question = Put the copy of { $at } in the place of the file? { $given_up } The file as it is now is kept beside.
restore-question-none = Put the copy of { $at } in the place of the file? The file as it is now is kept beside.
restore-gives-up = Given up is what was entered in the file as it is now since { $since } (steps: { $steps }; { $by }).
restore-gives-up-unknown = It could not be told what would be lost: the file as it is now cannot be read.
restore-comparing = Comparing the file with that copy…
restore-elsewhere = The comparison with the copy is done. To restore it: F8, restore a copy, and choose it again.
cli-restore-preview = Restoring { $copy }: { $given_up } Nothing was changed. To go on: doorlight restore { $copy } --yes; the file as it is now is then kept beside.
restore-preview-by = { $name }: { $steps }
restore-preview-unknown = nobody named
restored = { $copy } was restored.
restored-before = { $copy } was restored. The file as it was (further steps in it: { $steps }) lies at { $before }.
restored-erased = What had been erased about children since then ({ $children }) was erased from the restored file too.
restored-erased-unknown = If anybody was erased since that copy was made, erase them again.
restored-faults = That copy has faults ({ $faults }): doorlight verify names each.
restored-damaged = { $copy } was restored. The file as it was could not be read and lies at { $before }; what was written after that copy must be entered again from the notebook.
backup-running = Copying…
backup-finishing = Finishing the copy of today; the program ends in a few seconds…
backup-made = Copied to { $file }, ends with { $head }, opened and checked.
backup-made-short = Copied, opened and checked; ends with { $head }.
backup-made-faults = Copied to { $file }, but faults were found in the file ({ $faults }), so it does not count as a copy: check in F8. The sound copies are kept.
backup-on-stick = It is on the stick too.
backup-stick-away = The stick “{ $label }” is not in: the copy is on this PC only.
backup-stick-failed = The stick “{ $label }” has no new copy. { $why } Then back up again in F8.
copies-title = Copies of the file
copies-reading = Reading and comparing all copies …
copies-head = The file ends with { $head } ({ $at })
copies-here = Copies on this PC ({ $count }):
copies-no-stick = No second place: if this PC breaks, these copies are gone too. Put in a stick and choose it in F8.
copies-stick-here = Copies on the stick “{ $label }” ({ $count }):
copies-stick-away = The stick “{ $label }” is not in; last copied to it: { $at }.
copies-stick-never = The stick “{ $label }” is not in; nothing was copied to it yet.
copies-no-rehearsal = Restoring was not rehearsed yet; the next copy rehearses it by itself.
copies-rehearsal = Restoring was rehearsed on { $at } with { $copy }. Children in it: { $children }; entries: { $entries }; faults: { $faults }.
copies-given-up = Steps that restoring gave up (copies of them are no longer compared): { $steps }
copies-rota = A copy is made at every close of day. Kept: one of each of the last 7 days, 5 weeks and 12 months, and of each year.
safety-doubt = The file does not continue a copy
safety-doubt-do = Write nothing more: Enter says what is missing and what to do
safety-no-copy = No copy for { $days ->
        [one] 1 day
       *[other] { $days } days
    }
safety-no-copy-do = Back up in F8, or close the day with F12
safety-stick = No new copy on the stick “{ $label }” for { $days ->
        [one] 1 day
       *[other] { $days } days
    }
safety-stick-do = Put it in, then back up in F8
safety-rehearsal = Rehearsing a restore found faults ({ $faults })
safety-rehearsal-do = Check in F8 what is wrong; an earlier sound copy can be restored; when in doubt, ask for help
today-safety = The file
doubt-behind = Attention: the file lacks steps that the copy of { $copy } has ({ $missing }, the first of { $from }). An older file was put back, or its end was cut off. To get them back: F8, restore a copy, the one of { $copy }; the file as it is now is kept beside.
doubt-behind-unread = Attention: the file is older than the copy of { $copy }, which cannot be opened now. An older file may have been put back.
doubt-no-file = Attention: there is no home in this folder, but there is a copy of one, of { $copy }. Do not make a new one: press Esc and restore it in F8, or run doorlight restore { $path }
doubt-rewritten = Attention: the file and the copy of { $copy } have parted: the copy has steps that the file lacks ({ $missing }, from { $from } on), the file has others ({ $own }). An older file was put back and used on, the file was used on another PC too, or its journal was written anew. Write nothing more and tell the director; F8 can restore that copy, and the file as it is now is kept beside.
doubt-rewritten-unread = Attention: the file does not continue the copy of { $copy }, which cannot be opened now.
doubt-other-home = Attention: the copy of { $copy } is of another home. Either the file or the copy is in the wrong place.
doubt-copy-changed = Attention: the copy of { $copy } does not end as its name says, or cannot be opened: it cannot be relied on.
settings-verify = check
settings-verify-how = Enter checks the journal and every row
settings-doctor = checkup
settings-doctor-how = Enter checks the computer, the disk and the file
settings-help-file = file for help
settings-help-file-how = Enter writes a file without names to hand on
settings-looked = Who saw what
settings-looked-show = show
settings-looked-show-how = Enter: looks and exports of the last 7 days
settings-looked-days = days
settings-looked-period = { $from } to { $to }, read { $at }
settings-looked-who = who
settings-looked-everybody = everybody
settings-looked-whose = which child
settings-looked-all = all children, and lists
settings-looked-none = Nobody looked at or exported anything of this in these days. Choose other days, person or child above.
settings-looked-left-out = { $count } older ones are not shown: choose fewer days
settings-looked-earlier = earlier
settings-looked-nobody = nobody named
settings-self-check = yearly self-check
settings-self-check-how = { $year }; Enter writes the page to print
looked-export-children = children: { $count }
looked-erased = { $file_no } (erased)
looked-gone = a file that is no longer there
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
ladder-value = { $step } · { $who } · { $when }
ladder-when-usual = { $when } (as usual)
ladder-when-today = same day
ladder-when-days = within { $days } d
ladder-when-danger = same day only
ladder-changed = { $value } (changed)
ladder-of-red = { $rule } (red)
ladder-of-incident = { $rule } (after an incident)
ladder-of-alone = { $rule } (no caregiver)
pick-preset = Which numbers?
form-rule = Rule: { $rule }
form-ladder = First step: { $rule }
hint-rule-why = kept in the journal with your name
hint-rule-month-day = month and day in one number: 701 is 1 July
hint-rule-weekday = 1 is Monday, 7 is Sunday
hint-ladder-days = Empty: as many days as usual for this step
hint-ladder-danger = A child is in danger: only 0, the same day
hint-ladder-incident = After an incident the child is seen within 24 hours: 0 or 1
wrong-ladder-days = Please give 0 to 60 days, or leave it empty.

verify-found = Faults found: { $count }

## reports: F7, tables, ledgers

trend-page-how-many = How many came
trend-tab-how-many = How many
trend-page-when = When they come
trend-tab-when = When
trend-page-who = Which children come
trend-tab-who = Who
trend-page-stay = New, back, stopped
trend-tab-stay = Stay
trend-page-visits = Visits and calls
trend-tab-visits = Visits
trend-page-activities = Activities and topics
trend-tab-activities = Activities
trend-page-came-back = Back after a call or visit
trend-tab-came-back = After
trend-page-one-child = One child
trend-tab-one-child = One child
trend-page-handed-in = What was handed in
trend-tab-handed-in = Sent
trend-explain = { $page }: what is counted
trend-explain-number = The selected number: { $row } · { $column } { $number }
trend-explain-behind = Behind it: records { $records }, children { $children }.
trend-explain-read = Read at { $at }.
trend-sent-what = which number
trend-sent-then = sent
trend-sent-now = now
trend-sent-more = more
trend-sent-gone = fewer
trend-sent-name = { $report }, { $period }, handed in to { $to } on { $day }
trend-sent-none = Nothing about this period was handed in. Say to whom a report goes when you write it (Ctrl-P): its numbers are kept, and what changes later is shown here.
trend-sent-same = { $name }: as it was sent.
trend-sent-same-partly = { $name }: the numbers that were kept are as they were sent; what stands in lists of persons, and what was hidden for the public, was not kept and is not compared.
trend-sent-differs =
    { $name }: { $count ->
        [one] one number is
       *[other] { $count } numbers are
    } different now.
trend-sent-running = It was sent before the period was over: the days after it count too, and ages are those of a later day.
trend-sent-otherwise = { $name }: numbers that are different now: { $count }. The journal does not give the numbers as sent either (the layout, the calendar or the way of counting was changed since, or a file was erased), so later entries do not explain all of them.
trend-sent-gone-layout = { $name }: cannot be compared, since its numbers cannot be read or its layout was removed.
trend-note-sent = More and fewer count records: what was entered, corrected or undone since counts in the day that it is about. What was still ahead or not known when it was sent is not listed.
trend-note-sent-rows = Of a table that names persons only the number of its rows is kept.
trend-day = day
trend-from = when
trend-came = came
trend-open-days = taken/open
trend-children = children
trend-visits = visits
trend-mean = a day
trend-most = most
trend-told = told
trend-untold = untold
trend-new = new
trend-back = back
trend-stopped = stayed away
trend-still-away = still away
trend-total = total
trend-beside-before = before
trend-beside-year = last year
trend-with-nothing = nothing beside it
trend-with-before = the one before beside it
trend-with-last-year = last year beside it
trend-of-month = { $day }
trend-between = {" "}
trend-at-least = ≥{ $count }
trend-later = from { $day }
trend-not-known = not known
trend-average = { $period }: { $mean } children a day on { $days ->
        [one] the one day
       *[other] { $days } days
    } with a register.
trend-so-far =
    { $period } is not over ({ $past } of { $open } open days are): { $mean } children a day on { $days ->
        [one] the day
       *[other] { $days } days
    } with a register.
trend-not-taken =
    { $days ->
        [one] One open day more has no whole register and is
       *[other] { $days } open days more have no whole register and are
    } not in the average.
trend-fewer = { $percent } % fewer than in { $other } ({ $was }).
trend-more = { $percent } % more than in { $other } ({ $was }).
trend-as-many = As many as in { $other } ({ $was }).
trend-few-days = Too few days with a register can be compared with { $other }: { $others } there, { $days } here.
trend-pairs = { $part } of { $of } rows with a register have one beside them; only these are compared.
trend-first-days = { $days ->
        [one] the first day
       *[other] the first { $days } days
    } of { $other }
trend-first-open-days =
    { $days ->
        [one] the first open day
       *[other] the first { $days } open days
    } of { $other }
trend-from-to = In { $other } { $was } a day, now { $is }; too few for a percentage.
trend-nothing-beside = { $other } has no register to compare with.
trend-no-beside = There is no period like { $period } to compare with.
trend-none-beside = In { $other } there was none.
trend-began-inside = The records begin on { $day }: nothing is compared with { $other }.
trend-weekday-lost = { $day } loses most: { $count } a day.
trend-have-stopped = { $count ->
        [one] One child stayed
       *[other] { $count } children stayed
    } away for more than four weeks from then on; still away: { $still }.
trend-have-left = { $count ->
        [one] One has left
       *[other] { $count } have left
    } the home.
trend-not-known-yet = Too few registers since then to know who stayed away.
trend-not-known-before = Who stayed away from the last weeks on is known on { $day }.
trend-ahead = { $period } has not begun.
trend-before-records = { $period } is before the records of the home begin ({ $day }).
trend-deleted = The register of { $period } was deleted: what is kept begins on { $day }.
trend-deleted-inside = The register before { $day } was deleted: those days are not counted.
trend-records-from = The records of the home begin on { $day }: the days before are not counted.
trend-nobody-came = { $period } has registers, and nobody came.
trend-no-open-day = { $period } has no open day.
trend-no-register = { $period } has no register: nobody knows how many came. Sheets are imported with Ctrl-O on F4 or entered with Ctrl-T on F3.
trend-nothing-over = { $period }: no open day is over yet. What stands below is what is known so far. Earlier sheets are imported with Ctrl-O on F4.
trend-weekday = weekday
matrix-day = { $day }/{ $month }
trend-timed = sum
trend-untimed = none
trend-busiest = Most come from { $from } to { $to }: { $part } of { $of } with a time.
trend-busiest-beside = In { $other } most came from { $from } to { $to }: { $part } of { $of }.
trend-few-times-beside = In { $other } only { $count ->
        [one] one visit has
       *[other] { $count } visits have
    } a time: too few to say when most came.
trend-few-times =
    { $count ->
        [one] Only one visit has
       *[other] Only { $count } visits have
    } a time: too few to say when most come.
trend-fullest = { $day } is fullest: { $mean } on average.
trend-without-time = { $count ->
        [one] One visit has no time (from paper) and is
       *[other] { $count } visits have no time (from paper) and are
    } in no cell.
trend-note-when = A child counts once a day, at its first arrival, by half hour; ? is a weekday without any register. A weekend on which schools taught stands in its weekday, and is left out when weekdays are compared.
trend-group = group
trend-on-register = on file
trend-children-came = came
trend-children-never = never
trend-agreed = agreed
trend-not-recorded = not recorded
trend-no-category = no category
trend-by-age = By age
trend-by-stage = By school stage
trend-by-class = By class
trend-by-school = By school
trend-by-hamlet = By hamlet
trend-by-category = By category (may be several)
age-band = { $from } to { $to } years
age-from = { $from } years and over
check-parts = { $name }: the rows add up to the total
trend-of-register = { $period }: { $came } of { $of } children on file came.
trend-of-register-beside = In { $other }: { $came } of { $of }.
trend-kept = Of { $agreed } agreed days { $kept } were kept.
trend-no-children = { $period } has no child on file. Files are added with Ctrl-N on F4, or imported with Ctrl-O.
trend-note-who = On file: registered on some day of the period. Ages are those of its last day; school, class, stage and hamlet are as the file says today. Never: on no day with a register. Agreed: days kept of the days agreed now that have a register.
trend-note-several = Categories have dates: one that applied on some day of the period counts.
trend-again = came again
trend-left = left
trend-moved = { $period }: { $new } new, { $back } back after a gap.
trend-new-beside = In { $other }: { $new } new, { $back } back.
trend-moved-beside = In { $other }: { $new } new, { $back } back, { $stopped } stayed away.
trend-stayed = Of { $of } new children { $part } came again within four weeks.
trend-note-again = Came again: at least once within four weeks of the first time. Still away: has not come again up to today. Left: left the home within four weeks of the last time, as the file says.
trend-month = month
trend-due = due
trend-due-seen = seen
trend-due-open = open
trend-visits-made = visits
trend-visits-met = met
trend-visits-not-met = not met
trend-calls = calls
trend-calls-answered = answered
trend-visits-said = { $period }: { $visits ->
        [one] one visit
       *[other] { $visits } visits
    }, { $met } of them met the child (different children: { $heads }).
trend-visits-beside = In { $other }: { $visits ->
        [one] one visit
       *[other] { $visits } visits
    }, { $met } of them met the child.
trend-due-said = In { $month } { $part } of { $of } children who were due were seen.
trend-due-so-far = { $month } so far: { $part } of { $of } children who are due were seen.
trend-nobody-due = In { $month } nobody was due for a monthly visit.
trend-note-due = Due: children with a category other than the ordinary one from before the month to its end, who were on file all month (rule V2, once a month). Intervals by risk stand on F6.
trend-note-visits = Met: somebody went there and saw the child. A call or video call is no sighting.
trend-topic = topic
trend-held = held
trend-planned = planned
trend-missed = not held
trend-called-off = called off
trend-guests = guests
trend-last-held = last held
trend-activities-said = { $period }: { $held ->
        [one] one activity
       *[other] { $held } activities
    } held; { $children } of { $of } children on file took part.
trend-held-beside = In { $other } { $held } held.
trend-weeks-without = { $count ->
        [one] One week
       *[other] { $count } weeks
    } without any.
trend-activities-missed = { $count ->
        [one] One was
       *[other] { $count } were
    } planned and never recorded.
trend-no-activities = { $period } has no activity and no plan. Ctrl-N on F5 plans one.
trend-note-activities = Not held: the day is over and nobody recorded that it was held. Visits: a child counts once an activity; children: once in all. Guests: adults and children not on file, as a number only.
trend-step = step
trend-steps = times
trend-came-again = came
trend-waiting = waiting
trend-not-come = did not
trend-came-back-said = { $period }: after { $part } of { $of } steps whose time is over the child came.
trend-came-back-beside = In { $other }: after { $part } of { $of }.
trend-waiting-beside = Of { $other } none is over yet.
trend-still-waiting = { $count ->
        [one] One is
       *[other] { $count } are
    } not over yet.
trend-few = Too few for a percentage.
trend-no-steps = { $period } has no call or visit about a child whom nobody had seen. Whom to ring stands on F6.
trend-note-came-back = A child came back if it came within { $days } open days of the step. The first call about a matter is the call, later ones are second contacts.
trend-note-came-back-only = Only calls and visits about children whom nobody had seen count here; all others stand on the page of visits.
trend-choose-child = Ctrl-F chooses a child.
trend-mark-excused = e
trend-child-came = Came on { $came ->
        [one] one day
       *[other] { $came } days
    }; { $taken } have a register.
trend-child-beside = In { $other } it came on { $came } of { $of }.
trend-child-not-here = On the days with a register in { $other } the child did not belong to the home.
trend-child-agreed = Of { $of } agreed days { $kept } were kept.
trend-child-told = Excused on { $count ->
        [one] one day
       *[other] { $count } days
    }.
trend-child-last = The last time was { $day }.
trend-note-marks = ✓ came, ◷ late, e excused, × expected and not there, · closed or not an agreed day, blank without a register.
trend-note-came = Visits: a child counts once a day. Children: each counts once, however often it came.
trend-note-taken = Averages count days with a whole register only; ? was open without a register, ≥ at least so many because a register is missing, · was closed. Untold: expected by the days agreed now, not there, and nobody told why. Weekends on which schools taught are not compared with others.
trend-note-moved = New: came for the first time; in the first four weeks of the records only who joined then, by the file. Back: came again after more than four weeks with eight registers or more. Stayed away: came then, not for more than four weeks after, without a long excuse or a summer with the family; also who came again later.
trend-note-year = Last year is laid beside by feast, by week of the term and by weekday, so that dates differ; what has nothing like it is not compared.
trend-reading = reading { $period } …  Esc stops
trend-read-at = read at { $at }
trend-behind = { $heading } · { $count ->
        [one] one child
       *[other] { $count } children
    }
trend-child = child
trend-counted = counted on
trend-last-seen = last seen
trend-never = never
trend-nobody-to-visit = Nobody in this list is on file any more: there is no sheet to print.
trend-not-all-to-visit = not on file any more, and not on the sheet: { $count }
trend-times = { $count ->
        [one] once
       *[other] { $count } times
    }, { $first } to { $last }
form-trend-days = Which days
form-report-of = { $report }: { $name }
pick-trend-child = Whose calendar
form-looked-days = Which days
pick-looked-who = Who looked
pick-looked-whose = At whose data
pick-report = What to print or save?
pick-form = Which form is filled?
form-fill = Fill { $file }
form-reading = Reading and filling the form …
form-layout = A layout of your own
report-own-layout = own layout { $to }
report-new-layout = New layout: pick the columns …
report-fill = Fill a form that was sent (.xlsx) …
layout-write = Write it
layout-change = Change it
layout-remove = Remove it
layout-done =
    { $count ->
        [one] That is all: one column
       *[other] That is all: { $count } columns
    }
layout-next-column = What goes into column { $nth }?
layout-unknown = There is no field “{ $heading }”.
cli-layout-taken = A layout of the name “{ $name }” is saved already. Take another name, or replace it with --force.
layout-fewer-than = came on fewer than { $count ->
        [one] one day
       *[other] { $count } days
    }
layout-ask-remove = Remove the layout “{ $name }”?
layout-name-taken = There is a layout of this name. Choose another name, or change that one from the list.
layout-no-fields = At least one column is needed.
fill-name = { $form }-filled
fill-ask = Write it as a new file in the folder papers of the data? The form itself stays as it is.
pick-report-child = Of which child?
report-check-holds = ✓ { $words }: { $left } = { $right }
report-check-fails = ✗ { $words }: { $left } ≠ { $right }
report-share = { $part } of { $of }
report-no-rows = Nothing is recorded.
report-this-page = the page that is shown
report-writing = Writing…
report-wants-reason = Everything personal is asked for: say why, the journal keeps it.
report-wants-child = Choose a child first.
report-not-handed-in = What is about one child, and the page of what was handed in, is not kept as handed in.
report-wants-layout = This layout was removed. Choose again.
report-wants-past = This period has not begun: there is nothing to report yet.
report-handed-in-before = A version of this report was written for { $to } on { $day }; its numbers may differ.
report-monthly = Monthly report
report-quarterly = Quarterly report
report-register = Register of children
report-basic-form = Basic form of each child
report-roll-up = Roll-up
report-month-matrix = Sign-in sheet by month
report-day-list = Sign-in sheet by day
report-activity-record = Activity record
report-visit-record = Visit record
report-problems = List of problems
report-work-log = Work log
report-support = Help in the quarter
report-papers = Blank papers for an evening without power
papers-number = no.
papers-sign-in = Sign-in paper
papers-left = left at
papers-visits = Visit paper
papers-day = day
papers-met = met (child, adult, nobody)
papers-said = seen, said, what next
papers-who = who
papers-activity = Activity paper
papers-answer = write here
papers-topic = topic, what was done
papers-times = from, to
papers-place = place
papers-parts = children (their numbers)
papers-problems = What was found
papers-found = what
papers-until = until
papers-note-sign-in = When the power is back: F3, Ctrl-T for the day and the time, then the number and Enter; Tab turns to those who left. The number is that of the file; zeros before it need not be typed.
papers-date = Date: ______________
papers-note-new = Children who come for the first time go into the empty rows: type their name when you key it in.
papers-note-visits = To key it in: F4, type the number, Ctrl-X records the visit; only the rows that were written on.
papers-note-activity = To key it in: F5, Ctrl-N makes the activity; the numbers tick the children.
papers-note-problems = To key it in: F4, type the number, Ctrl-X records the problem. What is urgent is told by telephone first.
report-child-file = One child one file
report-family-copy = Copy for the family
report-own = Own layout
report-field-age = age
report-field-categories = categories
report-field-main-category = main category
report-field-category-since = category since
report-field-school-class = school and class
report-field-father = father
report-field-father-phone = father’s phone
report-field-father-work = father’s work place
report-field-father-id = father’s ID number
report-field-mother = mother
report-field-mother-phone = mother’s phone
report-field-mother-work = mother’s work place
report-field-mother-id = mother’s ID number
report-field-grandfather = paternal grandfather
report-field-grandmother = paternal grandmother
report-field-grandfather-m = maternal grandfather
report-field-grandmother-m = maternal grandmother
report-field-caregiver = caregiver
report-field-caregiver-relation = caregiver’s relation
report-field-caregiver-phone = caregiver’s phone
report-field-caregiver-id = caregiver’s ID number
report-field-agreement-on = agreement signed on
report-field-came = days came
report-field-agreed = number of agreed days
report-field-kept = agreed days kept
report-field-last-came = last came
report-field-told = days excused
report-field-visits = visits
report-field-met = times met
report-field-calls = calls
report-field-activities = activities
report-field-open-problems = open problems
report-row = no.
report-field = field
report-value = value
report-who = who
report-all = all children on file
report-on-register = On { $day } { $count ->
        [one] one child is
       *[other] { $count } children are
    } on file.
report-note-register = Children on file on the last day of the period, or today if it is not over, by file number. Ages and categories are those of that day, all else is as the file says today.
report-own-said = All on file on the last day: { $count ->
        [one] one child
       *[other] { $count } children
    }.
report-own-said-of = Of those on file on the last day only { $of }: { $count ->
        [one] one child
       *[other] { $count } children
    }.
report-note-roll-up = Every number is computed from the files: ages are those of the last day, all else is as the file says today. What is not recorded has a column of its own; both sides of each check below are equal. A child may have several categories, so that their rows add up to more than all.
report-note-public = Numbers below { $least } are hidden (*), and so are those from which they could be computed.
report-note-without-lists = Lists of persons are not for the public and are left out.
check-group = { $who }: the columns of { $group } add up to the total
check-matrix = the sums of the children add up to the sums of the days
report-group-sex = sex
report-group-stage = school stage
report-group-age = age
report-group-health = health
report-group-guardianship = guardianship
report-group-care = who cares
report-group-grade = quality of care
report-matrix-said = On the sheet: { $heads } different children, { $count ->
        [one] one visit
       *[other] { $count } visits
    }.
report-note-matrix = The sums count ✓ and ◷ only. In the last row ? was open without a register, ≥ has a part of one.
report-day-list-said = { $rows ->
        [one] One row
       *[other] { $rows } rows
    }, { $came } of them came.
report-note-day-list = A child that went and came again has several rows on a day, so there may be more rows than visits.
report-school-class = school, class
report-signature = signature
report-out-alone = went alone
report-out-unlisted = not on the list
report-out-not-known = not known
report-activities-said = { $rows ->
        [one] One activity
       *[other] { $rows } activities
    }, { $held } held.
report-visits-said = { $rows ->
        [one] One visit or call
       *[other] { $rows } visits and calls
    }; { $met } met the child.
report-problems-said = { $rows ->
        [one] One problem
       *[other] { $rows } problems
    }; { $open } open on the last day.
report-note-problems = Every problem that was open on some day of the period. What was done or settled after it is left out.
report-work-log-said = Work is recorded on { $days ->
        [one] one day
       *[other] { $days } days
    }.
report-note-work-log = Computed from sign-ins, activities, visits, calls and follow-ups; nothing is typed twice.
report-titles = what was held
report-steps = steps
report-this-period = this period
report-so-far = up to { $day }
report-figures = Figures
figure-open-days = open days
figure-taken = days with a register
figure-visits = visits
figure-children = children who came
figure-mean = a day on average
figure-new = new
figure-stopped = stopped coming
figure-on-register = on file at the end
figure-held = activities held
figure-took-part = children who took part
figure-home-visits = home visits
figure-met = met the child
figure-calls = calls
figure-problems-found = problems found
figure-problems-closed = problems settled
figure-incidents = incidents
quarter-figures = Help: the figures
quarter-helpers = helpers active at the end
quarter-helpers-of = of them: { $kind }
quarter-helpers-came = helpers who came
quarter-helpers-left = helpers who left
quarter-pairings = pairings running at the end
quarter-pairings-begun = pairings begun
quarter-pairings-ended = pairings ended
quarter-children-paired = children paired at the end
quarter-contacts = contacts made
quarter-tries = tries that reached nobody
quarter-contacts-overdue = pairings whose contact was overdue at the end
quarter-needs-found = needs found
quarter-needs-met = needs met
quarter-needs-open = needs open at the end
quarter-children-alone = children with needs and nobody at the end
quarter-measures-done = measures done
quarter-measures-dropped = measures given up
quarter-measures-open = measures open at the end
quarter-measures-overdue = of them: overdue
quarter-donations = donations that came
quarter-pieces-came = pieces that came
quarter-worth = worth in yuan, as the givers say
quarter-worth-not-said = donations without a worth
quarter-pieces-given = pieces given to children
quarter-children-given = children who got something
quarter-benefits-gained = benefits first received
quarter-benefits-applied = benefits applied for
quarter-benefits-stopped = benefits stopped
quarter-benefits-refused = benefits refused
quarter-benefits-not-applied = entitled and not applied for at the end
quarter-benefits-running-out = received, and over or running out within { $days ->
        [one] one day
       *[other] { $days } days
    } of the end
quarter-wishes-said = wishes said
quarter-wishes-taken = wishes taken on
quarter-wishes-fulfilled = wishes fulfilled
quarter-wishes-open = wishes open at the end
quarter-wishes-overdue = of these promised for a day that has passed
quarter-talks = talks held
quarter-news-told = news told to parents
quarter-news-waiting = news for parents waiting at the end
quarter-note-end = The end is { $day }: the last day of the period, or today if it is not over. Dates are as they are recorded now; what is dated later is left out.
quarter-note-asked = What stands at the end (pairings, open needs and measures, overdue contacts, benefits not applied for, open wishes, waiting news) is of children who were enrolled then; what happened is of all. A contact is overdue by the same count as in the list of matters.
quarter-note-plan = A need is a problem in the list of problems. A measure of a need that was met is not open any more.
quarter-note-worth = Worth is what the giver said; what has no worth said is in no sum. No money passes through this program.
quarter-list-pairings = Pairings
quarter-helper = helper
quarter-purpose = for what
quarter-every = every … days
quarter-until = until
quarter-contacts-column = contacts in the period
quarter-last = last contact
quarter-next = next due
quarter-note-pairings = Pairings that ran on some day of the period. No next contact stands where the pairing has ended or is paused, the helper has left, or the child is not enrolled.
quarter-list-givers = Given: by giver
quarter-giver = giver
quarter-thing = what
quarter-came-on = came on
quarter-pieces = pieces
quarter-given = given
quarter-left = left
quarter-worth-column = worth (yuan)
quarter-paper-no = paper no.
quarter-note-givers = What came in the period, and what came before and was given in it. Given and left are as at the end.
quarter-list-given = Given: by child
quarter-handed-by = handed over by
quarter-note-given = 0 pieces: it was shared, and is counted for a brother or sister.
quarter-list-kinds = Given: by kind
quarter-quarter = quarter
quarter-list-nothing = In need, and given nothing this year
quarter-needs-column = open needs
quarter-note-nothing = Children on file at the end with an open need, or in a category of need (orphans, de facto unattended, in difficulty, disabled, improper care), who were given nothing in { $year } up to that day.
quarter-list-benefits = Benefits
quarter-benefit = benefit
quarter-applied-on = applied on
quarter-received-from = received from
quarter-runs-out-on = runs out on
quarter-ended-on = ended on
quarter-missing = missing papers
quarter-note-benefits = As at the end; those that ended before the period are left out.
quarter-list-measures = Measures
quarter-need = need
quarter-measure = measure
quarter-done-on = ended on
quarter-state-done = done
quarter-state-dropped = given up
quarter-state-over = need is met
quarter-state-overdue = overdue
quarter-state-open = open
quarter-not-told = kept at the home
quarter-note-measures = Measures that were open on some day of the period. Who is in charge is who is now. Needs of guardianship, mind and safety, and what is done about them, stay at the home.
quarter-list-wishes = Wishes
quarter-wish-day = said on
quarter-wish = wish
quarter-nameless = name not told
quarter-taken-by = taken on by
quarter-taken-on = taken on
quarter-promised-for = promised for
quarter-fulfilled-on = fulfilled on
quarter-note-wishes = First those that were open at the end, then those that were fulfilled in the period.
file-part-identity = File
file-part-contacts = Contacts
file-part-categories = Categories and agreements
file-part-agreement = agreement of entrusted care
file-part-attendance = Attendance by month
file-part-activities = Activities
file-part-visits = Visits and calls
file-part-problems = Problems
file-part-steps = What was done
file-part-matters = Matters that are over
file-part-incidents = Incidents
file-part-incident-note = What happened, and the restricted notes, are not here; they stand in the card of the incident at the home.
file-part-helper-contacts = What helpers did
file-part-reviews = Reviews of the support plan
file-part-given = What was given
file-part-news = News for the parents
file-part-news-note = What has no day of telling waits for the next call.
file-part-school-words = Teacher's words
file-part-school-places = School places that were found
file-part-talks = Talks
file-part-talks-note = What was said is not here; it stays at the home.
family-copy-why = Printed on { $day } because the family asked: what the home keeps about this child.
family-copy-rights = The family may ask at any time to see it, to have it corrected, to take a consent back or to have it erased: tell the children's director; the answer comes within { $days ->
        [one] 1 day
       *[other] { $days } days
    }.
family-copy-kept-back = Notes that the law keeps closed to protect children are in no such copy, whether there are any or not.
family-copy-signed = Received by: ____________  relation: ________  date: ____________  handed over by: ____________
family-copy-reason = asked by the family
file-part-open = Open today
file-part-over = until
file-part-end = how it ended
mask-full = everything
mask-middle = the middle of numbers hidden
mask-last-four = the last four digits only
mask-initials = initials only
mask-none = no names, numbers or addresses
format-xlsx = spreadsheet (.xlsx)
format-html = page to print (.html)
format-csv = CSV (for identity numbers take the spreadsheet)
format-open = page to print, opened in the browser
report-printed = Made { $when } { $by } · journal { $head }
report-masked = Personal data: { $mask }

## checkup: doorlight doctor, its page, the file for help

doctor-title = Checkup
doctor-running = Checking; with many years of data this takes some seconds.
doctor-elsewhere = The checkup is done. F8 shows it: choose checkup again.
doctor-written = The file for help is { $file }. Read it before you hand it on.
doctor-sum = { $good } good, { $attention } to look at [!], { $bad } bad [x], { $unmade } not checked [?]
doctor-line = { $check }: { $facts }
doctor-and = { $one }; { $two }
doctor-how = → { $how }

doctor-check-space = disk space
doctor-check-speed = disk speed
doctor-check-clock = clock
doctor-check-file = data file
doctor-check-chain = journal
doctor-check-rights = folder rights
doctor-check-copies = copies
doctor-check-terminal = terminal
doctor-check-widths = width of signs
doctor-check-colours = colours
doctor-check-letters = encoding
doctor-check-fonts = font

doctor-space = { $free } free of { $total }
doctor-sync = a save takes { $ms } ms (middle of five)
doctor-now = now { $at }
doctor-newest = newest entry { $at }
doctor-size = { $kib } KB
doctor-schema = format { $found } (this program knows up to { $known })
doctor-pages-sound = every page is sound
doctor-pages-damaged = { $count } damaged places in the pages
doctor-damaged = the file is damaged or is no data file
doctor-unopened = the file cannot be opened
doctor-locked = the file is locked and was not looked at; add --as NAME --secret-file FILE
doctor-plain = the home has locks, but its file is not encrypted: it is not the file that is used here
doctor-held = another program has it open and may write
doctor-entries = { $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    } followed, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } compared
doctor-found = { $what }: { $count }
doctor-found-chain = entries that do not follow
doctor-found-not-compared = rows not compared, because entries cannot be read
doctor-found-segment = packed months that do not follow
doctor-found-number = internal numbers that differ
doctor-found-row = rows that differ from the journal
doctor-found-missing = rows that are missing
doctor-found-kept = derived values that differ
doctor-found-schema = tables or triggers that differ
doctor-unfinished = an error stopped the check before the end
doctor-others-read = other users of this computer may read in the folder
doctor-private = only this user and administrators may read the folder
doctor-may-write = may be written to
doctor-may-not-write = may not be written to
doctor-no-copy = there is no copy yet
doctor-copies = { $count } in the folder backups, the newest { $days ->
        [one] 1 day old
       *[other] { $days } days old
    }
doctor-doubts = copies that the file does not continue: { $count }
doctor-stick-away = no copy in the second place for { $days ->
        [one] 1 day
       *[other] { $days } days
    }
doctor-stick-never = no copy in the second place yet
doctor-stick-copied = a recent copy is in the second place
doctor-no-stick = no second place was chosen
doctor-rehearsed = rehearsing a restore found nothing wrong
doctor-rehearsed-faults = rehearsing a restore found faults ({ $faults })
doctor-cells = { $columns } × { $rows }
doctor-no-keyboard = input does not come from a keyboard
doctor-widths = ten signs take { $signs } cells, ten lines { $lines } (right: 10 and 10)
doctor-colours-none = none
doctor-colours-few = 8 or 16
doctor-colours-many = 256
doctor-colours-all = all
doctor-no-colour = switched off by NO_COLOR
doctor-utf8 = UTF-8
doctor-not-utf8 = not UTF-8, Chinese may come out garbled

doctor-cannot-no-home = there is no home yet
doctor-cannot-no-room = the disk takes nothing more
doctor-cannot-no-right = not allowed to look
doctor-cannot-failed = the system gave an error
doctor-cannot-file-closed = not checked, because the file cannot be read
doctor-cannot-no-terminal = not checked: the output does not go to a terminal
doctor-cannot-no-answer = not checked: the terminal did not answer
doctor-cannot-in-screens = not checked while the screens are open; doorlight doctor measures it
doctor-cannot-not-here = not checked: the program cannot read who may read the folder on this system
doctor-cannot-not-said = not known: the system does not say
doctor-cannot-no-report = a program cannot see the font; compare by eye:

doctor-sign-inside = full circle
doctor-sign-left = ring
doctor-sign-late = half circle
doctor-sign-excused = diamond
doctor-sign-absent = cross
doctor-sign-alert = triangle
doctor-sign-done = tick
doctor-sign-pointer = arrow head
doctor-sign-border = box with round corners
doctor-signs-plain = plain characters are in use; every font has them

doctor-mend-make-room = Make room: empty the recycle bin, move videos and photos elsewhere.
doctor-mend-slow-disk = The disk is slow. Keep the data on the built-in disk rather than on a USB stick; an old disk may be failing, so make a copy now.
doctor-mend-set-clock = Set date and time of the computer before anybody signs in. If it happens at every start, the battery of the main board is empty.
doctor-mend-set-zone = Set the time zone to Beijing (UTC+8).
doctor-mend-begin = Start doorlight and answer its questions.
doctor-mend-restore = Close the program and run doorlight restore with the newest sound copy from the folder backups; the damaged file is kept beside. Without a copy, ask for help.
doctor-mend-newer-program = Use the newer version of the program that wrote it.
doctor-mend-close-other = If that is a forgotten window, close it; otherwise nothing needs doing.
doctor-mend-open-again = An older format: opening it in the program brings it up to date, after a copy.
doctor-mend-try-again = Close other programs that use the file and check again.
doctor-mend-verify = Make a copy first. doorlight verify names each place; ask for help with the file for help.
doctor-mend-private = On a shared computer: chmod 700 on the data folder (settings F8 say where it is).
doctor-mend-private-windows = In a command prompt: icacls FOLDER /inheritance:r /grant:r %USERNAME%:(OI)(CI)F (settings F8 say where the data folder is). Who is let in after that stands in its properties, Security. A disk with FAT or exFAT has no such rights: keep the data on another.
doctor-mend-let-write = Give yourself the right to write in the data folder; a USB stick may have a write-protect switch.
doctor-mend-copy = Make a copy today: settings F8, back up. Keep one on a USB stick too.
doctor-mend-compare = Write nothing more and tell the director: F8, copies, says what is missing and what to do (or run doorlight backup --list).
doctor-mend-put-stick = Put in the stick that was chosen and make a copy in F8.
doctor-mend-enlarge = Make the window larger or the letters smaller: at least 80 × 24.
doctor-mend-type = Start the program in a terminal, without a pipe.
doctor-mend-plain = Settings F8, symbols: choose plain ASCII, or set ambiguous characters to narrow in the terminal.
doctor-mend-utf8 = Set the locale to zh_CN.UTF-8.
doctor-mend-look-at-signs = If a sign is a box, a question mark or covers the next: settings F8, symbols, plain ASCII.

bundle-title = Doorlight: file for help
bundle-promise = No child, no name, no phone number, no reason, and neither the name nor the place of the home is in this file. Read it before you hand it on.
bundle-program = Program
bundle-checks = Checks
bundle-tables = Rows in each table
bundle-settings = Settings and changed numbers of the rules
bundle-log = Last lines of the log
bundle-crash = Newest crash report
bundle-nothing = (nothing)
bundle-left-out = { $count ->
        [one] 1 line of an unknown kind
       *[other] { $count } lines of unknown kinds
    } left out

## refusals: why a step was not taken

refused-no-home = There is no home yet. Start the program and answer its questions, or use doorlight init.
refused-already-set-up = There is a home in this folder already; nothing was changed.
refused-file-lost = The home's file is not there, but copies of it are. Do not make a new one; restore the newest: doorlight restore { $copy }
refused-not-a-home = Nothing was changed. Put the home's file back; to begin a new home, move this aside first.
refused-not-a-home-copy = Nothing was changed. Restore the newest copy: doorlight restore { $copy }
refused-unknown-child = Nobody found for “{ $asked }”. Check the name or the file number.
refused-ambiguous = More than one child fits “{ $asked }”: { $children }. Use the file number.
refused-already-in = { $name } is in already (since { $since }).
refused-in-since-before = { $name } was signed in on { $since } and not signed out since. Say on Today when the child left and with whom; on the command line, give --at.
refused-not-in = { $name } is not in the house.
refused-signed-out-already = { $name } was signed out already ({ $day }, { $at }). Nothing was changed.
refused-not-enrolled = The file of { $name } says “{ $status }”. Put the child back on the register first.
refused-future = That time has not come yet. Check day and time.
refused-before-found = That is before it was found, so nothing was saved. Please check day and time.
refused-problem-settled = This problem is settled, so nothing was added. To change it, open it, choose “correct” and say why.
refused-reported-already = A report to the same body at the same time is written down already; it was not written down twice. If that one is wrong, take its step back and write it down again.
refused-unknown-zone = There is no time zone “{ $name }”. Examples: Asia/Shanghai, Asia/Urumqi.
refused-unknown-layout = There is no layout “{ $name }”; it may have been removed.
refused-layouts-unreadable = The saved layouts cannot be read (a newer version may have written them); nothing was changed.
refused-headings-unreadable = What is remembered of columns cannot be read (a newer version may have written it); nothing was changed.
refused-stays-in-lists = Rows of a list that wait are in import-rest.json, which cannot be changed (disk full, in use, or written by a newer version). Nothing was erased.
refused-name-in-heading = { $name } is a child here, not a heading: that row is a child's. Nothing was remembered.
refused-column-cannot-be = The column “{ $heading }” cannot be that.
refused-too-early = Too early: not before { $first } (the child's birth, the first day of the register).
refused-no-open-day = None of these days is an open day; nothing was recorded. Change the dates.
refused-out-before-in = The time of leaving is before the time of coming.
refused-was-there = { $name } was there that day; an absence cannot be written over it.
refused-still-inside = { $count } still in the house: { $names }. Sign them out before closing the day.
refused-needs-director = Not on the list of people who may collect: a director must allow it, with a note.
refused-barred = { $name } must not collect this child, says the file. For an exception a director must allow it, with a note.
refused-card-taken = This card belongs to { $name }. Unbind it first.
refused-file-no-taken = File number { $number } belongs to { $name }.
refused-id-no-taken = This identity number stands in the file of { $name }.
refused-missing = Please fill in “{ $field }”.
refused-rule-number = This number is outside of what is allowed; nothing was changed. Where a child is in danger the step is due the same day and cannot be put later.
refused-alert-too-long = The alert may have 40 characters at most, so that the door can show it.
refused-alerts-too-long = The health alerts of the two files together have more than 40 characters, so the door could not show both. Nothing was merged. Shorten the two alerts in their files first, then merge.
refused-director-only = Only a children's director may do this.
refused-not-allowed = Whoever is at the desk now may not do this: { $right }. Who may: { $roles }.
refused-needs-approval = A director has to approve this with their own secret, now. From the command line: the same task with --approve-as NAME --approve-secret-file FILE. Nothing was changed.
refused-needs-cover = The file is about children, so in a home with locks it gets a password: --password-file FILE, or --plain if whoever has it may read it. Nothing was written.
refused-cannot-be-locked = A file of this kind cannot have a password. Choose .xlsx, which can; on the command line --plain writes it without one. Nothing was written.
refused-faults-in-file = The file has faults ({ $faults }), so no copy was made that looks sound. doorlight verify names each; doorlight backup without a name keeps the file as it is.
refused-faulty-copy = That file is no sound copy (faults found: { $faults }) and was not restored; the file in use was not touched. Choose another one; if it is all that is left: doorlight restore --with-faults.
refused-other-home = That copy is of another home and was not restored. To use it, give an empty folder with --data.
refused-no-such-copy = There is no such file; nothing was changed. doorlight backup --list shows the copies that there are.
refused-copy-is-the-file = That is the file in use itself, not a copy of it; nothing was changed. doorlight backup --list shows the copies that there are.
refused-unreadable-copy = That file is no copy, or too damaged to be read, and was not restored; the file in use was not touched. Choose another one; keep the damaged one too, somebody who knows databases may save part of it.
refused-still-here = { $name } is still on the register. Set the file to left first, then erase.
refused-kept-still = That day was not kept long enough, so nothing was deleted: the register before { $day } may go. The days are among the rules on F8.
refused-same-file = Both are the same file. Choose the other file of the child.
refused-erased-file = What was typed in one of the files was erased, so they cannot be merged. Leave them as they are.
refused-files-changed = One of the files changed after the preview, so nothing was merged. Please look at the preview again.
refused-file-changed = The file of { $name } has just been changed, so it was not confirmed. Please look at it again.
refused-record-changed = Somebody has just changed this record, so nothing was written; what you typed is still here. Note what you want to change, leave with Esc, open it again and look first.
refused-days-changed = The agreed days of { $name } have just been changed, so nothing was written. Please look again.
refused-name-in-reason = The reason stays in the journal: leave out the name { $name }.
refused-last-director = There must be at least one children's director.
refused-clock-behind = The computer's clock is behind the newest entry ({ $newest }). Check the clock first.
refused-nothing-to-undo = Nothing to undo.
refused-step-since = Somebody has just made another step, so nothing was undone. Press the key again and see which step it is now.
refused-step-of-other = The last step is by { $name }. Only { $name } or a children's director can take it back.
refused-step-of-nobody = Nobody's name stands on the last step; only a children's director can take it back.
refused-stays-erase = Erasing cannot be undone, nor is what was done before it.
refused-stays-delete-old = Deleting the old register cannot be undone, nor is what was done before it.
refused-stays-restore = A restore is not undone with this key: to go back, restore the file named before-restore- in the folder backups.
refused-nothing-to-redo = Nothing to redo.
refused-ends-before-starts = It would end before it begins. Check the times.
refused-unknown-activity = There is no such activity (any more).
refused-held-already = What was held (planned for { $day }) stays as it is; choose a later day.
refused-not-held = Write down first that it was held.
refused-not-today = Only an activity of today can begin; this one is on { $day }.
refused-nobody-inside = No child that it is for is in the house yet. Sign in first (F3), or record it afterwards.
refused-plan-changed = The plan changed after the preview, so nothing was imported. Please look at the preview again.
refused-nothing-to-copy = There is nothing to copy, or it is planned already.
refused-until-is-past = That day is past. Please give today or a later day.
refused-until-is-too-late = { $last } is the latest: whoever was not seen by then is asked after again.
refused-cannot-wait = This cannot be put off: act now, and record what was done.
refused-not-a-reason = That is no reason: please write why, and who says so, such as “at the aunt’s, says the grandmother”.
refused-seen-since = We saw the child on that day or later; what counts is a sighting since then.
refused-reason-does-not-fit = This reason does not close a flag of this rule. Please choose one from the list.
refused-last-before-first = The last day is before the first.
refused-names-a-child = This names a child ({ $name }). The record belongs to no child, so it would stay when the child is erased; leave the name out.
refused-helper-has-pairings = { $name } still has children, measures or wishes in hand: use "leaves", which hands each of them on or ends it.
refused-given-before = Something was given of it on { $day } already: it cannot have come later.
refused-pause-too-long = A pause lasts at most { $days ->
        [one] one day
       *[other] { $days } days
    }: who rests longer is nobody for the child. End the pairing, or agree on an earlier day.
refused-too-rare = At most { $days ->
        [one] one day
       *[other] { $days } days
    } between two contacts: who comes more rarely is nobody for the child.
refused-same-helper = This is the same helper as the first one.
refused-no-category = “{ $word }” is no category. There are: { $known }
refused-before-first = This cannot be before { $day }.
refused-benefit-there = { $name } has this benefit already, and it has not ended: change that one.
refused-pair-not-enrolled = { $name } is not on the register: put the child back on it first.
refused-helper-not-there = { $name } is no helper on that day.
refused-paired-already = { $name } is paired with this helper already.
refused-not-paired-then = That pairing did not run on { $day }.
refused-not-enough-left = Only { $left } left, { $wanted } wanted.

## outcomes: what was done, names of the steps

said-unread = Saved, but the new state cannot be read: { $why } What is shown may be out of date. Close the program and open it again.
said-set-up = The home is ready.
said-opened = The home is open.
said-open-already = The home is open already.
said-closed = The day is closed.
said-closed-head = The day is closed. The file ends with { $head } (for the notebook).
said-signed-in = { $name } signed in at { $at }; { $inside } in the house.
said-joined = {" "}Joins “{ $title }”, late.
said-signed-out = { $name } signed out at { $at }; { $inside } in the house.
said-signed-in-late = { $name } entered as in on { $day } at { $at }.
said-signed-out-late = { $name } entered as gone on { $day } at { $at }.
said-absent = { $name } noted as not coming; days: { $days }.
said-saved-child = { $name } saved.
said-saved-helper = { $name } saved.
said-helper-left = { $name } has left; handed on: { $handed }.
said-helper-left-freed = { $name } has left. Measures, wishes without anybody: { $freed }; handed on: { $handed }.
said-helper-left-alone = { $name } has left. Without any helper: { $alone }. Handed on: { $handed }.
said-helper-left-both = { $name } has left. Without any helper: { $alone }. Measures, wishes without anybody: { $freed }; handed on: { $handed }.
said-paired = Children paired: { $count }.
said-contacted = Contacts recorded: { $count }.
said-gave = { $what }: given to { $count ->
        [one] one child
       *[other] { $count } children
    }, { $left } left.
said-confirmed = The file of { $name } is confirmed.
said-confirmed-reached = The file of { $name } is confirmed, the phone was answered.
said-agreed = Days agreed for { $count ->
        [one] 1 child
       *[other] { $count } children
    }.
said-agreed-other = Days agreed for { $count ->
        [one] 1 child
       *[other] { $count } children
    }; these had other days before: { $names }.
said-merged = File { $ended } was put into { $stays } { $name }. One undo takes it back.
said-erased = Erased. The journal keeps only that there was a step. Older copies (folder backups, stick; also those named schema-, damaged- and before-restore-) still hold it, and the newest of each year stays: delete them by hand if it must be gone.
said-erased-but = Erased, except in entries that an older version wrote ({ $kept }): they were hashed whole, so their text cannot be taken out of the chain. Older copies still hold it too; delete them by hand if it must be gone.
said-erased-named = The name still stands in records of no child ({ $places }): look there, and change what means this child.
said-erased-unclean = The file could not be tidied (the disk is full, or another program has it open), so remains may lie in its free space: make room, close the other program and erase once more.
said-deleted-old = The register before { $day } was deleted: rows { $rows }, empty erased files { $files }. Copies made before hold it: delete them by hand if it must be gone. The journal keeps days, times and numbers, and nothing that was typed.
said-bound = The card now belongs to { $name }.
said-imported = { $added } imported. Ctrl-Z takes them back.
said-imported-plan = Calendar imported: { $added } new, { $changed } changed, { $off } called off. Ctrl-Z undoes it.
said-undone = Undone: { $step }.
said-redone = Done again: { $step }.
step-added = added the { $what }
step-removed = removed the { $what }
step-changed = changed the { $what }
said-saved = Saved.
said-nothing = Nothing to change.
said-visited = { $count ->
    [one] Visit recorded.
   *[other] { $count } visits recorded.
}
said-round-all = The round is entered: { $count ->
        [one] one visit
       *[other] { $count } visits
    }. Ctrl-Z takes all of it back.
said-round = The round is entered: { $count ->
        [one] one visit
       *[other] { $count } visits
    }; rows left empty and not written: { $left }. Ctrl-Z takes all of it back.
said-round-gone = Only the last 5 rounds are kept: the one printed on { $day } with { $count ->
        [one] 1 row
       *[other] { $count } rows
    } went without being entered. When that paper is back, record its visits one by one with Ctrl-N on F6.
said-followed-up = { $name }: { $step }.
said-planned = Planned. Ctrl-Z undoes it ({ $count }).
said-moved-activity = “{ $title }” now takes place on { $day }.
said-called-off = “{ $title }” is called off.
said-begun = “{ $title }” has begun with { $count ->
        [one] 1 child
       *[other] { $count } children
    } in the house; those it is for join when they sign in.
said-held = “{ $title }” is written down; { $count } took part.

deed-record-visit = visit or call
deed-follow-up = follow-up
deed-agreement = agreement of care
deed-family-request = request of a family
deed-delete-old = old register deleted
deed-helper = helper
deed-helper-leaves = helper leaves
deed-pairing = pairing
deed-helper-contact = contact of a helper
deed-support-plan = support plan
deed-give = something given
deed-benefit = benefit
deed-talk = talk
deed-parent-news = news for the parents
deed-wish = wish
deed-school = school
deed-import-support = import of helpers and gifts
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
deed-migrate = file brought up to date
deed-restore = copy restored
deed-erase = personal data erased
deed-merge-files = two files merged
deed-confirm-file = file confirmed
deed-agree-days = days agreed
deed-print-round = printing a visit round
deed-hand-over = made the page for the supervisor
deed-export = wrote a report
deed-looked = looked
deed-undo = undo
deed-redo = redo
look-file = file of a child
look-restricted = restricted notes
look-register = register
look-follow-up = what to do about whom
look-attendance = attendance
look-problems = problems
look-incidents = incidents
look-trends = numbers
look-talks = who had a talk
look-support = help
look-journal = journal
look-looks = who saw what
look-copy = the whole file (a copy was saved elsewhere)
look-paper = a page or list with names, to print
reason-approved = approved by { $name }
reason-new-pin = new PIN for { $name }
reason-new-passphrase = new passphrase for { $name }
reason-no-secret = secret of { $name } taken away
reason-unknown-person = somebody who is on no list

## store: the file that cannot be read or written

store-newer = A newer version of the program wrote this file. Open it with that version; the file was not changed.
store-not-a-home = { $path }: { $what }
stranger-empty = this file is empty; it is not a home's file.
stranger-no-database = this is not a home's file (no database).
stranger-other-database = this is a database of another program, not a home's file.
stranger-no-file = this is a folder, not a home's file.
stranger-only-log = the file is gone, but its log (-wal) is still there; it may hold the last steps.
updating = Bringing the file of an older version up to date, { $step }/{ $steps }: { $what }
updating-copying = copying it first
updating-checking = checking the copy
updating-converting = writing the tables anew
updating-packing = packing the journal
updating-tidying = giving back space
store-read-only-other-program = Another program is using the file; here it can only be read. To write here, close the other one first.
store-read-only-asked = Here the file is only read.
store-read-only-not-allowed = The file or its folder may not be written to; here it can only be read. Check its permissions or the write protection of the stick, or log in to the PC as its owner, then start again.
store-read-only-disk-full = The disk is full; here the file can only be read. Make room, then start again.
store-read-only-disk-failed = The disk does not write as it should (pulled out, or broken); here the file can only be read. Copy the data folder to another disk now; doorlight doctor checks the disk.
store-read-only-copy = This is a past state or a copy in memory; nothing can be written to it.
store-read-only-lost = The home's file is gone; nothing can be saved. Put it back, or restore a copy.
store-lost-gone = The home's file is no longer at its place (deleted, moved, or the disk was pulled out). Nothing is saved from now on. Put the file back to go on; else save what is here, then restore a copy.
store-lost-replaced = Another file is at the place of the home's file. Nothing is saved from now on. Put the old one back, or save what is here, then start again.
store-lost-cut = The home's file was cut short. Nothing is saved from now on. Save what is here, then restore a copy.
store-lost-overwritten = Something else was written into the home's file. Nothing is saved from now on. Save what is here, then restore a copy.
store-lost-log-gone = The log of the home's file (-wal, -shm) was removed. Nothing is saved from now on. Save what is here, then start again.
store-disk-full = The disk is full; this step was not saved. Make room and do it again.
store-disk-failed = The disk does not answer as it should (pulled out, or broken). Nothing was saved just now. Look after the disk; doorlight doctor checks it.
store-busy = The file is busy; this step was not saved. Please try again.
store-locked = The file is encrypted, and no key that is at hand opens it: it may be from elsewhere, or its beginning may be damaged. Open it with the passphrase of its time or the recovery words, or run doorlight restore with the newest copy.
locks-none = This home has no locks. doorlight locks set gives it some.
locks-already-set = There are locks already.
locks-nobody-said = The home is locked. Say who it is with --as NAME --secret-file FILE (the secret stands in the file, or on standard input with -); where it is forgotten, --words-file FILE gives the recovery words.
locks-wrong = The name or the secret is wrong.
locks-wait = After several wrong ones: please wait { $seconds } s.
locks-other-machine = A PIN opens only on the PC on which it was set. Use a passphrase, or ask the director for a new PIN.
locks-unknown-word = Recovery word { $place } is unknown; please compare with the printed page.
locks-two-words = Syllable and character of recovery word { $place } are of two words; please compare with the printed page.
locks-number-of-words = There are 18 recovery words; these are { $count }. The syllable or the character of each is enough, with or without its number.
locks-other-words = At least one of the recovery words is another one; please compare with the printed page.
locks-weak-too-short = Too short: a PIN has at least 4 digits, a passphrase at least 8 characters.
locks-weak-too-long = Too long: a PIN has at most 12 digits.
locks-weak-not-digits = A PIN consists of digits.
locks-weak-one-digit = Not one digit again and again.
locks-weak-run = Not digits in a row.
locks-weak-few-different = Too few different characters: at least 4.
locks-altered = The key file does not fit the key that is in use. It may just have been changed elsewhere: end the program and open it again. If that does not help, another program has changed it: put doorlight.keys from the folder of the copies in its place, and tell the supervisor.
locks-damaged = The key file is damaged. Put doorlight.keys from the folder of the copies, or from the stick, into the data folder.
locks-no-key-file = The file is encrypted, and doorlight.keys beside it is gone. Put the one from the folder of the copies, or from the stick, into the data folder.
locks-plain-file = This home has locks (doorlight.keys is there), but its file doorlight.db is not encrypted: it is one of before the locks, or somebody has put it there. It was not opened. Restore the newest copy: doorlight restore FILE; doorlight backup --list shows the copies. If the director really wants this file as it is: move doorlight.keys out of the data folder and keep it, because the copies need it; the home has no locks then until they are set anew.
locks-system = The PC has too little memory, or gives no random numbers. Close other programs and try again.
locks-name-taken = Another person has this name.
locks-unknown = There is no such person, or the person has no secret.
locks-last-passphrase = At least one children's director has to keep a passphrase; else nobody could give the others theirs.
locks-no-place-for-pins = This account has no place for what a PIN needs. Please use a passphrase.
locks-not-entitled = You cannot read restricted notes yourself, so you cannot give that right.
locks-pin-for-helpers = PINs are for helpers; everybody else has a passphrase.
lock-title = { $home } · { $time } · locked
lock-recovery = recovery words (every passphrase is forgotten)
lock-pin = PIN
lock-passphrase = Passphrase
lock-words = The 18 words
lock-hint = Choose with the arrows, type your secret, press Enter. F9, the roll call, needs none.
lock-hint-start = Choose with the arrows, type your secret, press Enter. Once somebody has unlocked, F9, the roll call, needs none.
lock-no-locks = This home has no locks; a children's director sets them on F8.
lock-unlock-first = While the lock is on, the roll call shows names and alerts only.
lock-not-yours = This page is not for you. F11 changes the person.
lock-no-roll-call = Not unlocked since the start: call the roll from the paper.
lock-type-first = Type your secret first.
secret-set-title = Give this home locks
secret-set-hint = Your passphrase, of at least 8 characters. It opens the home from now on; file and copies are encrypted.
secret-file-title = Give the file a password
secret-file-hint = It is about children and opens with this password only: at least 8 letters or digits. Tell it by telephone. Leave both empty for none.
secret-file-plain = Without a password whoever has the file can read it; the journal keeps that. Enter once more writes it so.
secret-give-title = A secret for { $name }
secret-own-title = Change your own secret
secret-pin-hint = A PIN: 4 to 12 digits, of use on this PC only.
secret-passphrase-hint = A passphrase of at least 8 characters, or 4 Han characters.
secret-old = Present
secret-new = New
secret-again = Again
secret-none-of-own = You have no secret here; a director gives you one on F8.
secret-not-the-same = The two are not the same; type them again.
approve-title = A director must approve
approve-what-collector = Somebody who is not on the list collects a child.
approve-what-matter = An urgent matter is ended.
approve-what-export = A report or list shows everything.
approve-what-erase = What was typed about a child is erased.
approve-what-delete = The register of earlier years is deleted.
approve-what-secret = Somebody gets another secret, or loses it.
approve-what-other = The step that was just made.
approve-hint = The director chooses the own name, types the secret and presses Enter. Who approved is kept.
approve-again = Approved: please do it again within two minutes.
locks-changed = The locks are changed.
locks-words-title = Recovery words: write them down
locks-words-page = They are shown this once. Write them on paper, or print them with Ctrl-P, and file them at the township in a closed envelope: where every passphrase is forgotten, nothing else opens the file. The syllable or the character of each is enough. Enter then asks for two of them.
locks-words-mark = Mark of these words: { $mark }. It says nothing of them; doorlight locks shows which mark is valid.
words-printed = The page for the township is { $file }. It is removed when you leave this page; print it now, and keep no other copy of it.
words-check-title = Are they on the paper?
words-check-hint = Read these two from the paper, not from memory: syllable or character. Esc shows the words again.
words-check-word = Word { $place }
words-check-wrong = Word { $place } is another one. Compare the paper with the screen (Esc).
words-checked = The two words are right. File the paper at the township.
words-not-checked = The recovery words were not checked. If the paper is not right, make new ones on F8 under “Locks”: these are not shown again.
words-page-title = { $home }: recovery words
words-page-mark = Mark { $mark } · made on { $day }
words-page-opens = These 18 words open the home's encrypted data and its copies where every passphrase is forgotten. Whoever has them and the file reads everything about every child.
words-page-how = At the lock choose “recovery words” and type the syllable or the character of each; or on the command line: doorlight … --words-file FILE. Beside a copy there must be its file doorlight.keys.
words-page-envelope = Keep the page in a closed envelope, signed over the flap, with the township. Make no copy and no photo; the file from which it was printed is removed.
words-page-new = After every opening the director makes new words (F8, “Locks”), files their page and destroys this one. The mark shows which page is valid.
words-page-handed = Handed over (director, day): ______________________________
words-page-taken = Taken into keeping (township, day): ______________________________
words-page-when = opened on
words-page-who = by whom
words-page-why = why
words-page-sealed = closed again, signature
locks-offer-title = Should this home have locks?
locks-offer-what = This PC stands in an open room and holds what families have told you. With locks, file and copies are encrypted and a passphrase opens them; the screen locks by itself after some minutes, F11 covers it at once, and the roll call at a fire (F9) asks for none.
locks-offer-how = Enter sets them: choose a passphrase of at least 8 characters, and write down 18 recovery words to be filed at the township.
locks-offer-none = Esc leaves it for later: F8 has it under “Locks”, and there a home that wants none says so. Without locks anybody can open everything.
store-copying = Another copy is being made just now. Try again when it is done; nothing was changed.
store-stopped = Stopped. Nothing was written.
store-closed = The file cannot be opened, and nothing is saved. Restore another copy in F8, or leave and run doorlight doctor.
store-damaged = The file is damaged. Run doorlight restore with the newest copy from the folder backups; the damaged file is kept beside. To look first: doorlight doctor.
store-changed-since = It was changed again since, so it cannot simply be taken back. Change it in the file.
store-not-found = Not found; it may have just been removed.
store-too-long = This text is too long: { $most } characters at most fit here. Please shorten it; nothing was changed.
store-sql = The database did not accept this step; nothing was changed.
system-not-found = { $path } is not there, or its folder is not. Check the name and the place, and whether the stick is plugged in.
system-not-allowed = The system does not allow using { $path }. Check its permissions and the write protection of the stick, or log in to the PC as its owner.
system-full = The disk takes nothing more (full, or pulled out): { $path }. Make room and do it again.
system-read-only = The disk of { $path } can only be read. Take off the write protection of the stick, or choose another place.
system-folder = { $path } is a folder, where a file is needed. Choose a file, or move the folder elsewhere.
system-no-folder = A part of { $path } is a file, where a folder is needed. Check the path.
system-exists = { $path } exists already. Choose another name, or move it elsewhere.
system-busy = { $path } is in use just now. Close what uses it, then do it again.
system-bad-name = { $path } cannot be a name here: too long, or with characters that the disk does not take. Choose a shorter, simpler one.
system-other = { $path } cannot be read or written ({ $number }). Plug the stick in again or restart the PC, and do it again; if it stays so, run doorlight doctor.
system-number = error { $number } of the system
system-no-number = unknown error

finding-chain = journal entry { $seq } ({ $step }) does not follow from the one before
finding-segment = packed journal entries { $first } to { $last } (from { $from } on) do not follow from the one before
finding-not-compared = some entries cannot be read, so the records were not compared with the journal
finding-number = internal number { $number } is not what the journal says
finding-row = { $place }: the journal has no such record
finding-fields = { $place }: { $fields }
finding-field = { $field } is { $told } by the journal, { $found } in the file
finding-nothing = (nothing)
finding-missing = { $place }: the journal has it, the file has not
finding-kept = last seen or the index of the history of { $child } does not follow from the records
finding-kept-day = the summary row of { $day } does not follow from the register (it is made again when the program is idle)
finding-schema = { $name } (table, index, view or trigger) is not as the program makes it
finding-damage = damage: { $text }
table-topic = topic
table-week-reason = reason of a week
table-exempt = exempt
table-helper = helper
table-pairing = pairing
table-helper-contact = contact of a helper
table-measure = measure
table-plan-review = review of a support plan
table-donation = donation
table-given = thing given
table-benefit = benefit
table-home-benefit = kind of benefit
table-talk = talk
table-parent-news = news for the parents
table-wish = wish
table-school-word = teacher's word
table-school-place = school place
table-look = look
table-taking-part = taking part
table-activity = activity
table-series-exception = exception of a series
table-series = series
table-rule-number = number of a rule
table-incident = incident
table-report = further report
table-handed-in = report handed in
table-problem = problem
table-agreement = agreement
table-family-request = request of a family
table-follow-up = follow-up
table-visit = visit
table-attendance = attendance
table-opening = opening
table-card = card
table-tag = category
table-contact = contact
table-child = file
table-household = household
table-term = term
table-extra-day = extra day
table-closed-day = closed day
table-stretch = hours
table-staff = staff
table-setting = setting
table-home = home

crash = Doorlight met an error in the program and stopped. Everything it said was done is saved. No report could be written.
crash-report = Doorlight met an error in the program and stopped. Everything it said was done is saved. A report without any child's data is in { $path }; please send it to whoever looks after the program.
ended-by-force = Doorlight was ended by force. What was said to be saved is saved; start it again.

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
cli-arg-acting-as = who does it (name of a member of staff); with --secret-file where the home has locks
cli-arg-secret-file = file in which the secret stands, - for standard input
cli-arg-words-file = file in which the recovery words stand, - for standard input
cli-arg-approve-as = director who approves what needs it, in a home with locks
cli-arg-password-file = file with the password that the written file gets (.xlsx); - is standard input
cli-arg-plain = the written file gets no password, which the journal keeps
cli-arg-approve-secret-file = file in which that director's secret stands, - for standard input
cli-arg-json = Print JSON with stable English keys
cli-arg-at = Time: 17:05 of today, or "2026-11-20 17:05"
cli-in-arg-yes = The home was open on that day, though it is closed by the calendar
cli-out-arg-yes = The home was open on that day, though it is closed by the calendar
cli-arg-who = Name, file number, identity number or card
cli-arg-dry-run = Only say what would happen; write nothing
cli-arg-sheet = Take this sheet only, may be given again; without it all that are shown
cli-arg-column = Say what a column is, may be given again; this home remembers it: HEADING=FIELD; none leaves it out, usual forgets it
cli-import-roster-arg-all = List every row, also those that were only tidied
cli-import-attendance-arg-all = List every row, also those that were only tidied
cli-import-help-list-arg-all = List every row, also those that were only tidied
cli-arg-file = File
cli-arg-force = Replace a file that is there already (never one of the home's data)

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

cli-import-counts = Added { $added }, there already { $matched }, to check { $doubtful }, not taken { $refused }.
cli-import-other-month = The sheet itself says { $sheet }; it was taken as { $month }, as --month says.
cli-import-month-unused = --month was not used: the sheets name their own months, or each row has its date.
cli-import-dry = This was only a look; nothing was written.
cli-import-folded = Rows with nothing to check: { $count }. --all lists each.
cli-import-rest = What did not go in is kept and waits to be mended: Ctrl-O on F4 goes on with it.
cli-import-rest-lost = What did not go in could not be kept (disk full, or import-rest.json cannot be read). Please mend it in the file and import that again.
cli-import-no-sheet = The file has no sheet “{ $name }”. It has: { $known }
cli-import-no-column = “{ $text }” is not understood. It must be HEADING=FIELD, where the field is one of: { $known }
cli-import-no-such-column = The file has no column “{ $heading }”, or several. It has: { $known }
cli-import-say-columns = Say what it is with --column HEADING=FIELD (HEADING=none leaves it out); this home remembers it.
cli-import-is-attendance = It looks like a sign-in sheet: doorlight import attendance FILE.
cli-import-is-roster = It looks like a list of children: doorlight import roster FILE.
cli-import-is-help = It looks like a list of help: doorlight import help-list FILE.
cli-import = Import a roster, attendance or lists of help (.xlsx .xls .ods .csv)
cli-import-roster = Import a roster: good rows go in together, doubtful ones are explained row by row
cli-import-attendance = Import attendance (a sheet a month, or a long CSV)
cli-import-help-list = Import lists of helpers, pairings and gifts: all good rows at once, the others with their reasons
cli-import-attendance-arg-month = Month of the sheet: 2026-10. Needed where the sheet does not say it; goes before what it says

cli-children = List all children
cli-children-none = There are no children's files yet.
cli-attendance = List attendance of a period
cli-attendance-none = Nothing was recorded on these days.
cli-attendance-arg-from = First day
cli-attendance-arg-to = Last day
cli-flags = List who needs a person, and why
cli-flags-none = No child needs a person, and nothing else is due.
cli-flags-arg-as-of = As of this day, told from what was known on it
cli-flags-arg-known-now = Of that day, but from what is known now
cli-round = Print a visit round: the way, and a slip for each child
cli-round-arg-who = these children (name or file number); without any, all who are due
cli-round-arg-hamlet = only those of this hamlet who are due
cli-round-arg-household = the household of this child
cli-round-arg-html = write a page to print (.html)
cli-round-nobody = Nobody is due for a visit; no round was written.
cli-round-done = A round of { $count ->
        [one] one child
       *[other] { $count } children
    }: { $file }
cli-problems = List the open problems: who takes care, until when, the last step
cli-problems-none = No problem was ever recorded.
cli-problems-none-open = There is no open problem.
cli-problems-arg-all = Settled ones too
cli-incidents = List the incidents and their reports, without the restricted notes
cli-incidents-none = No incident was ever recorded.
cli-supervisor = Write the page for the township supervisor: what was handed up and what has to be
cli-supervisor-arg-html = write a page to print (.html)
cli-supervisor-arg-xlsx = write a spreadsheet (.xlsx)
cli-ladder = Count after how many steps of each kind a child came back
cli-ladder-arg-from = from this day; without it from 1 January
cli-ladder-arg-to = to this day; without it to today
cli-trends = Print a page of the trends: doorlight trends how-many --period 2026-11
cli-trends-arg-page = which page: how-many, when, who, stay, visits, activities, came-back, one-child (with --child), handed-in
cli-trends-arg-from = from this day
cli-trends-arg-to = to this day; without it to today
cli-arg-period = which period: 2026-11, 2026-W48, 2026-Q4, 2026, last-month, 2026-09-01..2026-11-30; without it the last month until the 15th, then this one
cli-trends-arg-beside = compared with: before, last-year
cli-trends-arg-child = whose calendar the page one-child shows (name or file number)
cli-support = The help of a quarter: figures, pairings, what was given, benefits, measures, wishes
cli-support-arg-period = which period: 2026-Q4, 2026-11, 2026, 2026-09-01..2026-11-30; without it the quarter of the last whole month, from the 16th on the running one
cli-report = Write a report: doorlight report monthly 2026-11 --out DIR
cli-report-arg-name = which report; doorlight reports lists them
cli-report-arg-when = which period: 2026-11, 2026-Q4, 2026, last-month, 2026-09-01..2026-11-30; without it the last month until the 15th, then this one
cli-report-arg-out = folder for the files
cli-report-arg-format = which files: xlsx,html,csv
cli-report-arg-mask = personal data: full (needs a reason), middle, last-four, initials, none
cli-report-arg-reason = why everything is needed
cli-report-arg-public = for the public: counts below 5 are hidden, with all from which they could be computed
cli-report-arg-child = which child (name or file number), for one child one file
cli-report-arg-handed-in-to = to whom it is handed in: its numbers are kept, and doorlight trends handed-in shows what is different later
cli-report-wants-reason = Everything personal is asked for: say why with --reason "…"
cli-report-wants-child = Say which child with --child NAME-OR-NUMBER
cli-report-wants-public = This report names persons and is not for the public. For the public are the pages of the trends and the roll-up.
cli-fill = Fill a form that the township sent (.xlsx): known headings are filled, nothing else changes
cli-fill-arg-form = the form
cli-fill-arg-out = file for the filled form
cli-fill-arg-sheet = which sheet; without it the one with most headings that are known
cli-fill-arg-category = only children with this category, such as LBC
cli-fill-arg-mask = personal data: full (needs a reason), middle, last-four, initials, none
cli-fill-arg-reason = why everything is needed
fill-sheet = Sheet “{ $sheet }”: { $count ->
        [one] one child is
       *[other] { $count } children are
    } filled in from row { $row } on.
fill-sheet-listed = Sheet “{ $sheet }” names children itself: { $count } of { $of } rows from row { $row } on fit a child on file; only their blanks are filled.
fill-column = { $heading } ← { $field }
fill-between = {"; "}
fill-added = Too few rows: { $count ->
        [one] one is
       *[other] { $count } are
    } added like the last one; what is below moves down.
fill-not-found = left as they are, since nobody on file fits or several do: rows { $rows }
fill-by-name = found by the name alone: { $count ->
        [one] one child
       *[other] { $count } children
    }; look whether it is the same one
fill-not-listed = { $count ->
        [one] one child on file is
       *[other] { $count } children on file are
    } not in the form and not added
fill-masked = written with the mask “{ $mask }”: numbers are not whole; for whole numbers choose everything and say why
fill-unknown = not known, left empty: { $heading }
fill-twice = appears twice; the second stays empty: { $heading }
fill-no-headings = { $file } has no headings that are known (at least two, such as name and ID number).
fill-no-sheet = { $file } has no sheet of this name.
fill-no-room = { $file } has no empty row below its headings, and names nobody on file.
fill-not-a-sheet = { $file } is no .xlsx spreadsheet. Save an old .xls as .xlsx first.
fill-protected = { $file } has a password or is an old .xls. Remove the password and save it as .xlsx.
fill-too-large = A part of { $file } is too large and was not read.
fill-shared = { $file } needs more rows, but formulas below are shared by several cells and would be wrong. Add empty rows to the form first.
fill-damaged = { $file } is damaged, or a value does not fit. The form was not changed.
cli-layout = Own layouts of reports: fields, order, filter and period, saved by name
cli-layout-list = List the saved layouts
cli-layout-fields = List the fields
cli-layout-save = Save a layout; used as doorlight report own:NAME --out DIR
cli-layout-save-arg-name = name of the layout
cli-layout-save-arg-fields = fields in order, such as "name age came"
cli-layout-save-arg-category = only children with this category, such as LBC
cli-layout-save-arg-hamlet = only this hamlet
cli-layout-save-arg-fewer-than = only children who came on fewer days of the period
cli-layout-save-arg-sort = field to sort by
cli-layout-save-arg-mask = personal data: full, middle, last-four, initials, none
cli-layout-save-arg-for-whom = for whom
cli-layout-remove = Remove a layout
cli-layout-remove-arg-name = name of the layout
cli-layout-none = No layout is saved yet.
cli-layout-unknown = There is no field “{ $heading }”. doorlight layout fields lists them.
cli-reports = List the reports
said-exported = Written and kept in the journal: { $files }
cli-bad-period = “{ $text }” is no period. Write 2026-11, 2026-W48, 2026-Q4, 2026, last-month or 2026-09-01..2026-11-30.
cli-bad-choice = There is no “{ $text }”. There are: { $known }

cli-activities = List activities of a period: planned, held, moved, called off, missed
cli-activities-none = There are no activities on these days.
cli-activities-arg-from = First day; without it, this week's Monday
cli-activities-arg-to = Last day
cli-activities-poster = write the plan of a month as a page to print for the wall
cli-activities-poster-arg-html = page to write (.html)
cli-activities-poster-arg-from = first day, included; without it this month
cli-activities-poster-arg-to = last day, included
cli-activities-evidence = write the record of activities as a page to print for an inspection
cli-activities-evidence-arg-html = page to write (.html); it names children
cli-activities-evidence-arg-xlsx = the same as a spreadsheet to write (.xlsx)
cli-activities-evidence-arg-from = first day, included; without it this quarter
cli-activities-evidence-arg-to = last day, included; without it today
cli-activities-sheet = write a blank sign-in sheet for each activity of a day
cli-activities-sheet-arg-html = page to write (.html); it names children
cli-activities-sheet-arg-day = day; without it today
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
cli-coverage-arg-html = write who misses it as a page to print (.html)
cli-coverage-sum = { $topic }, { $from } to { $to }: { $missing } of { $of } children still miss it.
cli-topics = List the topics: code, name, what is due
cli-topics-arg-topic = Code of one topic, such as DROWN
cli-topics-arg-html = write its talk as a page to read aloud (.html)

cli-in = Sign a child in
cli-out = Sign a child out
cli-out-arg-to = Who collects: the name of a listed contact, alone, unlisted, or unknown
cli-out-arg-allowed-by = Director who allows somebody unlisted
cli-out-arg-note = Note
cli-out-unknown = With whom the child left is not recorded; the register says “not known”.
cli-closed-day = The home is closed on { $day }, so nothing was entered. If it was open all the same, add --yes.
cli-close = Close the day; refused while children are in the house

cli-journal = List the journal
cli-journal-arg-last = Only the last N entries
cli-journal-arg-export = Write a stretch of the journal to a file: without names, to be handed on and followed
cli-journal-arg-from = From this entry (the first if not given)
cli-journal-arg-to = To this entry (the newest if not given)
cli-journal-arg-with-names = With names, phones and all that people typed
cli-journal-arg-follow = Follow a stretch that was handed on
cli-erase = Erase what was typed about a child who has left (the chain of the journal still holds)
cli-erase-arg-who = Name or file number
cli-erase-arg-reason = Why; stays in the journal, so no names
cli-retention = List what was kept long enough: files and the old register, and why
cli-retention-arg-delete-register = Delete the part of the register that was kept long enough (cannot be undone)
cli-retention-arg-reason = Why; stays in the journal, so no names
cli-merge = Put the file OTHER into the file KEEP, if both are of one child: prints what would happen
cli-merge-arg-keep = Name or number of the file that stays
cli-merge-arg-other = Name or number of the file that goes into it and ends
cli-merge-arg-yes = Do it
cli-merge-preview = Nothing has been changed yet. Add --yes to do it.
cli-confirm = Confirm that a file still holds; without a name lists who confirmed which files and what is left
cli-confirm-arg-who = Name or file number
cli-confirm-arg-phone = The first contact answered the telephone too
cli-confirm-arg-json = List as JSON
cli-confirm-left = to confirm
cli-confirm-gap = has gaps
cli-confirm-no-phone = The file of { $who } has no phone to ring, so nothing was confirmed.
cli-agree-days = Agree days for several children in one step: by the habit of each, or the same for a class, a school, a hamlet; prints what would happen
cli-agree-days-arg-class = Only of this class
cli-agree-days-arg-school = Only of this school
cli-agree-days-arg-hamlet = Only of this hamlet
cli-agree-days-arg-days = The days, 1 is Monday, 7 is Sunday; without it by habit
cli-agree-days-arg-replace = Also for children with other agreed days
cli-agree-days-arg-yes = Do it
cli-agree-who = With --days say for whom: --class, --school or --hamlet.
cli-group-unknown = No child has the { $kind } “{ $name }”; nothing was done. The files have: { $known }
cli-group-none = No child has the { $kind } “{ $name }”: no file says any { $kind }. Nothing was done.
cli-class-twice = More than one school has a class “{ $class }”: { $schools }. Add --school; nothing was done.
cli-agree-bad-days = Cannot read the days “{ $text }”: use the digits 1 to 7, as in 12345.
cli-agree-nothing = There is nothing to agree.
cli-agree-habit = from { $from } to { $to }: came on at least { $share } % of these open days
cli-agree-had = agreed before: { $days }
cli-agree-kept = keeps its agreed days { $days } (change with --replace)
cli-agree-preview = Nothing has been changed yet. Add --yes to do it.
stretch-written = Entries { $from } to { $to } written to { $file }; they lead from { $before } to { $after }.
stretch-follows = It follows: entries { $from } to { $to } of the chain { $chain } lead from { $before } to { $after }.
stretch-claims = That it is of this chain only the stretch itself says, because the chain begins before it: compare the eight characters before it with whoever has what came before.
stretch-broken = Line { $line } does not follow: the stretch was changed, or is not whole.
stretch-empty = There are no such entries.
stretch-old = Entries up to { $last } were written by an older version, names and all in the hashed text, so they cannot be handed on without names. Begin at { $next }.
stretch-beginning = the beginning
cli-undo = Undo the last step
cli-redo = Do the step again that was taken back last

cli-verify = Check the file: journal, every row, every page
cli-verify-sound = Sound: { $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } compared.
cli-verify-in-itself = In itself the file is sound ({ $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    }, { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } compared), but it does not agree with the copies:
cli-verify-alone = There is no copy to compare with, so whether an older file was put back cannot be told.
cli-verify-found = Faults found: { $count }
cli-rights = List who may do what: the rights of each role
cli-looks = Who looked at which child's data, and what was exported: by default the last 30 days, the newest first
cli-looks-arg-child = only at the data of this child (name or file number)
cli-looks-arg-person = only what this member of staff saw
cli-looks-arg-from = from this day
cli-looks-arg-to = to this day; without it to today
cli-self-check = Count a year of how this home keeps its data: looks, exports, erasures, checks of staff
cli-self-check-arg-year = the year; without it the present one, in January the one before
cli-self-check-arg-html = write a page to print (.html)
cli-locks = Locks: who has a secret; set them, give, take, change
cli-locks-set = Give this home locks: the passphrase of the director; file and copies are encrypted in place
cli-locks-set-arg-html = Also write the page with the recovery words for the township (.html)
cli-locks-give = Give a member of staff a secret, also in place of a forgotten one
cli-locks-give-arg-name = name of the member of staff
cli-locks-take = Take a member of staff's secret away
cli-locks-take-arg-name = name of the member of staff
cli-locks-change = Change your own secret
cli-locks-words = New recovery words; the old ones open nothing any more
cli-locks-words-arg-html = Also write the page with the recovery words for the township (.html)
cli-locks-key = Another data key, and everything encrypted anew: for when somebody leaves
cli-locks-was-set = The home has locks now; its file and its copies are encrypted. The recovery words are shown this once: write them down or print them, and file them at the township in a closed envelope. Where every passphrase is forgotten, nothing else opens the file.
cli-locks-plain-copy = This copy could not be encrypted and can be read by anybody: { $copy }. Delete it if you do not need it.
cli-locks-given = { $name } can use the new secret.
cli-locks-taken = The secret of { $name } opens nothing any more. Where the person may have copied the file, run doorlight locks key too.
cli-locks-changed = Your secret is changed.
cli-locks-key-changed = The data key is another one, and the file is encrypted anew. Older copies can still be opened.
cli-locks-none = No locks: anybody can open the home, and its file is not encrypted. doorlight locks set gives it locks.
cli-locks-pin = PIN (this PC only)
cli-locks-passphrase = passphrase
cli-locks-shown = Recovery words (18; the syllable or the character of each):
    { $words }
cli-locks-page = The page for the township is { $file }. Print it now and delete it: whoever has it can open everything. If it still lies there, the program removes it when the screens start or end.
cli-arg-new-secret-file = file in which the new secret stands, - for standard input
cli-arg-pin = it is a PIN: a few digits, of use on this PC only
cli-rights-with-locks = Where people prove who they are:
cli-rights-without-locks = Where nobody has to, this is different:
cli-rights-column = what
cli-rights-yes = yes
cli-rights-no = -
cli-looks-none = Nobody looked at anything in this time.
cli-retention-none = Nothing was kept too long.
cli-looks-no-locks = This home has no locks, so nobody has proven who they are, and it is not written down who looks at what. doorlight locks set gives it locks.
cli-looks-times = ×{ $times }
self-check-title = { $home } · self-check of { $year }, made { $made }
self-check-so-far = The year is not over: counted up to now.
self-check-children = Children on file now: { $count }, of them on the register: { $enrolled }
self-check-entries = Entries of the journal in the year: { $count }
self-check-staff = Staff now: { $count }, background check missing or older than a year: { $overdue }
self-check-never-checked = no check
self-check-overdue = { $day }, older than a year
self-check-checked = { $day }
self-check-looks = Looks by person and kind: { $count }
self-check-out-of-hours = Looks on closed days, or more than an hour before opening or after closing: { $count }
self-check-no-locks = Looks: this home has no locks, so nobody proves who they are, and looks are not kept.
self-check-exports = Exports, with report, how much is shown, and the reason: { $count }
self-check-erasures = Erased and deleted: { $count }
self-check-staff-changes = Changes of the list of staff: { $count }
self-check-restores = Copies restored: { $count }
cli-doctor = Check the computer, the disk and the file, and say how to mend what is wrong
cli-doctor-arg-bundle = Also write a file for help, without names, to hand on
cli-backup = Copy all data into one file
cli-backup-done = Copied to { $file }.
cli-backup-bad-name = “{ $file }” is no name for a file, so no copy was made. Write a folder and a name, such as /media/stick/home.db.
cli-restore = Restore a copy; the file as it is now is kept beside
cli-backup-arg-list = List copies, second place and rehearsal, and whether the file continues them
cli-backup-arg-file = Copy to this file; without it, into the folder backups and to the second place
cli-restore-arg-file = The copy to restore
cli-restore-arg-with-faults = Restore it although its records and journal do not agree: when it is all that is left
cli-restore-arg-yes = Restore it although later steps are given up

cli-bad-month = Cannot read the month “{ $text }”. Write 2026-10.
cli-bad-topic = “{ $text }” is no code of a topic. Write DROWN, for example.
cli-unknown-topic = “{ $text }” is not in the library of topics. It has: { $codes }.
cli-bad-time = Cannot read the time “{ $text }”. Write 17:05 or "2026-11-20 17:05".
cli-bad-lang = There is no language “{ $text }”. There are: { $known }.
cli-bad-day = Cannot read the day “{ $text }”. Write 2026-11-20.
cli-from-after-to = The first day is after the last.
cli-no-contact = No contact by the name “{ $name }”.
cli-no-staff = Nobody on the staff by the name “{ $name }”.
cli-file = Cannot read { $file }: { $why }
cli-exists = { $file } is there already; it was not overwritten. Choose another name, or add --force.
cli-own-file = { $file } is a file of the home's data, or has a name that is kept for one. It is never overwritten, not even with --force. Choose another name or another folder.
cli-no-plain-file = { $file } is there already and is no ordinary file, so nothing was written to it. Choose another name.
cli-undelivered = The result could not be written out: the disk may be full. What the task has changed is kept; look before you do it again.
cli-no-terminal = The screens need a terminal. Start doorlight in a terminal window, without “<”, “>” or “|”. For scripts there are tasks: doorlight --help lists them.
cli-terminal = The terminal can no longer be used ({ $why }). What was said to be saved is saved; open a new window and start again.
