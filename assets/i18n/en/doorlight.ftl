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



## Keys



## Messages and refusals



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
