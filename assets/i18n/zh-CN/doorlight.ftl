### Doorlight

## General
app-name = 门灯

## Choices

sex-male = 男
sex-female = 女
stage-not-yet = 未入园
stage-kindergarten = 幼儿园
stage-primary = 小学
stage-junior = 初中
stage-senior = 高中
stage-vocational = 中职
stage-dropped-out = 辍学
stage-not-in-school = 不在学
health-healthy = 健康
health-disabled = 残疾
health-ill = 患病
care-mode-parents = 父母
care-mode-one-parent = 一方父母
care-mode-grandparents = 祖辈
care-mode-relatives = 其他亲属
care-mode-nobody = 无人
guardianship-normal = 正常
guardianship-unable = 无力
guardianship-absent = 缺失
guardianship-grandparents = 隔代照料
guardianship-other = 其他
care-grade-good = 较好
care-grade-fair = 一般
care-grade-poor = 差
status-enrolled = 在册
status-away = 暂离
status-moved = 迁出
status-aged-out = 满龄
status-closed = 注销
summer-plan-village = 在村
summer-plan-parents = 随父母
summer-plan-relatives = 在亲戚家
risk-red = 红
risk-yellow = 黄
risk-blue = 蓝
risk-green = 绿
tag-lbc = 农村留守儿童
tag-mig = 流动儿童
tag-orph-s = 社会散居孤儿
tag-dfuc = 事实无人抚养儿童
tag-diff-poor = 家庭困境
tag-diff-self = 自身困境
tag-diff-safe = 安全困境
tag-diff-temp = 临时困境
tag-disab = 残疾儿童
tag-improper = 监护不当儿童
tag-wand = 流浪儿童
tag-ord = 普通儿童
tag-key = 重点儿童
relation-father = 父亲
relation-mother = 母亲
relation-paternal-grandfather = 祖父
relation-paternal-grandmother = 祖母
relation-maternal-grandfather = 外祖父
relation-maternal-grandmother = 外祖母
relation-uncle = 叔伯舅
relation-aunt = 姑姨婶
relation-sibling = 兄弟姐妹
relation-relative = 其他亲属
relation-neighbour = 邻居
relation-teacher = 老师
relation-other = 其他
mark-present = 到
mark-late = 迟到
mark-excused = 请假
mark-absent = 缺席
absence-reason-ill = 生病
absence-reason-family = 家里有事
absence-reason-with-parents = 随父母
absence-reason-weather = 天气
absence-reason-other = 其他
role-helper = 志愿者
role-director = 儿童主任

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

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
yes = 是
no = 否
