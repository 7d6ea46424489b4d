### Doorlight

## General
app-name = Doorlight

## Choices

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

## Fields

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



## Keys

context-global = Everywhere
context-screen = On every screen
context-list = In every list
context-plain = Where nothing is typed
context-today = Today
context-door = Door
context-children = Children
context-child-file = One child's file
context-import = Import
context-settings = Settings
context-setup = First run
context-form = Forms
context-picker = Lists to choose from
context-confirm = Questions
context-notice = Notices
context-help = Keys
context-collect = Who collects
context-sweep = Closing the day
context-evacuation = Evacuation list
help-column-key = Key
help-column-does = What it does
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



## Messages and refusals

said-set-up = The home is ready.
said-opened = The home is open.
said-closed = The day is closed.
said-signed-in = { $name } signed in at { $at }; { $inside } in the house.
said-signed-out = { $name } signed out at { $at }; { $inside } in the house.
said-absent = { $name } noted as not coming; days: { $days }.
said-saved-child = { $name } saved.
said-bound = The card now belongs to { $name }.
said-imported = { $added } imported.
said-undone = Taken back: { $step }.
said-redone = Done again: { $step }.
said-saved = Saved.
said-nothing = Nothing to change.
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

refused-no-home = There is no home yet. Start the program and answer its questions, or use doorlight init.
refused-already-set-up = There is a home in this folder already; nothing was changed.
refused-unknown-child = Nobody found for “{ $asked }”. Check the name or the file number.
refused-ambiguous = More than one child fits “{ $asked }”: { $children }. Use the file number.
refused-already-in = { $name } is in already (since { $since }).
refused-not-in = { $name } is not in the house.
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
store-open = Cannot open { $path }. Check that the folder exists and may be written to.
store-newer = A newer version of the program wrote this file. Open it with that version; the file was not changed.
store-read-only = Another program is using the file; here it can only be read. Close the other one and try again.
store-disk-full = The disk is full; this step was not saved. Make room and do it again.
store-busy = The file is busy; this step was not saved. Please try again.
store-damaged = The file is damaged. Copy it first, then run doorlight verify, or go back to a backup.
store-changed-since = It was changed again since, so it cannot simply be taken back. Change it in the file.
store-not-found = Not found; it may have just been removed.
store-file = A file could not be written: { $why }
store-sql = The database did not accept this step; nothing was changed.



## Shell



## Today



## Door



## Children



## Child file



## Import



## Attendance import



## Settings



## First run



## Command line

cli = The sign-in desk and the children's register of a village children's home. Without a task it opens the screens.
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
cli-init = Make a home without asking questions
cli-init-arg-home = Name of the home
cli-init-arg-village = Village
cli-init-arg-township = Township
cli-init-arg-county = County
cli-init-arg-director = Name of the children's director
cli-init-arg-hours = Opening hours, such as "Mon-Fri 16:30-18:30, Sat 09:00-17:00"
cli-import = Import a roster or attendance (.xlsx .xls .ods .csv)
cli-import-roster = Import a roster: good rows go in together, doubtful ones are explained row by row
cli-import-attendance = Import attendance (a sheet a month, or a long CSV)
cli-import-attendance-arg-month = Month of the sheet where it does not say so itself: 2026-10
cli-children = List all children
cli-attendance = List attendance of a period
cli-attendance-arg-from = First day
cli-attendance-arg-to = Last day
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
cli-exists = { $file } is there already; it was not overwritten.
cli-bad-time = Cannot read the time “{ $text }”. Write 17:05 or "2026-11-20 17:05".
cli-bad-day = Cannot read the day “{ $text }”. Write 2026-11-20.
cli-from-after-to = The first day is after the last.
cli-no-contact = No contact by the name “{ $name }”.
cli-no-staff = Nobody on the staff by the name “{ $name }”.
cli-terminal = The terminal failed: { $why }
cli-demo-ready = The demo home is in { $folder }
finding-chain = journal entry { $seq } does not follow from the one before
finding-row = { $table } { $key } is not what the journal says
finding-missing = { $table } { $key } should be there by the journal
finding-kept = last seen of { $child } does not follow from attendance
finding-damage = damage: { $text }



## Dates

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
yes = yes
no = no
