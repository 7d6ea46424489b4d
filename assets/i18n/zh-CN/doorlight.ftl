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

field-name = 姓名
field-file-no = 档案号
field-pinyin = 拼音（手填）
field-nickname = 小名
field-sex = 性别
field-birth-date = 出生日期
field-id-no = 身份证号
field-ethnicity = 民族
field-household = 家庭
field-hukou-registered = 已落户口
field-hukou-address = 户籍地址
field-live-address = 现住址
field-hamlet = 组
field-map-hint = 怎么找到
field-stage = 就学阶段
field-school = 学校
field-class = 班级
field-boarding = 是否寄宿
field-teacher = 班主任
field-teacher-phone = 班主任电话
field-health = 健康状况
field-disability-types = 残疾类别
field-disability-grade = 残疾等级
field-disability-cert = 残疾证号
field-illness = 疾病
field-medication = 用药
field-allergy = 过敏
field-alert = 门口提醒
field-care-mode = 由谁照料
field-guardianship = 监护状况
field-care-grade = 照料评估
field-status = 状态
field-expected-days = 约定到园日
field-walks-home = 可自行回家
field-walks-home-agreed-on = 自行回家约定日期
field-joined-on = 入册日期
field-left-on = 离开日期
field-left-reason = 离开原因
field-summer-plan = 暑期去向
field-risk = 风险等级
field-risk-reason = 风险原因
field-risk-assessed-on = 评估日期
field-risk-next-on = 下次评估
field-wish = 微心愿
field-own-words = 孩子自己的话
field-data-notice-on = 告知日期
field-consent-by = 同意人
field-consent-photo = 同意拍照
field-consent-sign-out = 同意接送约定
field-consent-medical = 同意就医
field-last-verified-on = 最近核实
field-verified-by = 核实人
field-note = 备注
field-relation = 关系
field-is-caregiver = 委托照护人
field-can-collect = 可以接走
field-phones = 电话
field-phone-verified-on = 电话核实日期
field-work-place = 务工地
field-priority = 联系顺序
field-do-not-contact = 不要联系（原因）
field-code = 类别
field-from-day = 开始日期
field-to-day = 结束日期
field-evidence = 依据
field-is-primary = 主要类别
field-child = 儿童
field-mark = 到缺
field-in-at = 签到时间
field-out-at = 签退时间
field-out-to = 接走的人
field-out-allowed-by = 同意的主任
field-reason = 原因
field-entered-late = 补录
field-untimed = 无时间
field-stay = 第几次
field-day = 日期
field-card = 卡号
field-bound-on = 绑定日期
field-label = 称呼
field-village = 村
field-township = 乡镇
field-county = 县
field-assembly-point = 疏散集合点
field-ask-after-minutes = 开门后几分钟未到要问
field-director = 儿童主任
field-hours = 开放时间
field-role = 岗位
field-phone = 电话
field-active = 在岗
field-value = 值



## Keys

context-global = 任何地方
context-screen = 各个页面
context-list = 各种列表
context-plain = 不在输入文字时
context-today = 今日
context-door = 签到
context-children = 儿童
context-child-file = 儿童档案
context-import = 导入
context-settings = 设置
context-setup = 首次使用
context-form = 填表
context-picker = 选择列表
context-confirm = 提问
context-notice = 提示
context-help = 按键
context-collect = 谁来接
context-sweep = 结束今天
context-evacuation = 疏散名单
help-column-key = 按键
help-column-does = 作用
key-name-backspace = 退格
key-name-up = 上
key-name-down = 下
key-name-left = 左
key-name-right = 右
key-name-space = 空格
key-help = 按键
key-cancel = 返回
key-evacuate = 疏散
key-language = English
key-quit = 退出
key-go-today = 去“今日”
key-go-door = 去“签到”
key-go-children = 去“儿童”
key-go-settings = 去“设置”
key-undo = 撤销
key-redo = 重做
key-accept = 确定
key-up = 上一行
key-down = 下一行
key-page-up = 上一页
key-page-down = 下一页
key-first = 到开头
key-last = 到末尾
key-today-accept = 处理
key-open-home = 开门
key-absence = 请假
key-close-day = 结束今天
key-door-accept = 签到/签退
key-turn = 来/走
key-sibling = 兄弟姐妹一起签到
key-late = 补录
key-bind-card = 绑卡
key-children-accept = 打开档案
key-add = 新增
key-edit = 修改
key-import = 导入
key-filter = 筛选
key-sort = 排序
key-file-accept = 打开这一条
key-next-part = 下一部分
key-previous-part = 上一部分
key-previous-child = 上一个儿童
key-next-child = 下一个儿童
key-contacts = 联系人
key-tags = 类别
key-status = 离开/回来
key-household = 家庭
key-commit = 导入合格的行
key-import-accept = 修改这一行
key-import-filter = 看哪些行
key-import-skip = 不导入这一行
key-remove = 删除
key-form-advance = 下一项
key-save = 保存
key-next-field = 下一项
key-previous-field = 上一项
key-restore = 恢复原值
key-choose = 选定
key-yes = 是
key-no = 否
key-other-answer = 换一个回答
key-read = 知道了
key-close = 关闭
key-collect = 由他接走
key-sweep-accept = 签退
key-tick = 已到安全处
key-phones = 电话号码
key-id-no = 显示/隐藏身份证号



## Messages and refusals

crash = 门灯程序出错，已经停下。已显示完成的都已保存。出错报告没能写成。
crash-report = 门灯程序出错，已经停下。已显示完成的都已保存。出错报告（不含任何儿童信息）在 { $path }，请转给负责维护的人。
form-error-required = 这一项必须填。
form-error-date = 看不懂这个日期，请按 2015-06-01 这样填。
form-error-no-such-day = 没有这一天，请检查月和日。
form-error-future = 这一天还没到，请检查年份。
form-error-time = 看不懂这个时间，请按 17:30 这样填。
form-error-number = 请填整数，例如 30。
form-error-phone = 不是电话号码。手机号 11 位，以 1 开头。
form-error-phone-short = 只有 { $count } 位；手机号是 11 位。
form-error-phone-long = { $count } 位太多；手机号是 11 位。两个号码之间用顿号隔开。
form-error-id-old = 这是 15 位的旧号码，请填现在的 18 位号码。
form-error-id-length = 身份证号是 18 位，这里有 { $count } 位。
form-error-id-characters = 身份证号只能有数字，最后一位可以是 X。
form-error-id-birth = 号码里的出生日期（第 7 到 14 位）不存在，请核对证件。
form-error-id-check-digit = 最后一位对不上，可能有一位打错了，请核对证件。
form-leave = 还没保存。再按 Esc 放弃修改，按 Enter 继续填。
form-required = 必填
form-errors = 有 { $count } 项需要改。
form-place = { $place }/{ $count }
picker-filter = 输入文字查找
picker-nothing = 没有找到“{ $typed }”，请删掉一个字再试。
picker-empty = 没有可选的。
help-title = 按键
help-search = 输入文字查找按键
help-nothing = 没有找到“{ $typed }”，请删掉一个字再试。

said-set-up = 儿童之家已建好。
said-opened = 今天开门了。
said-closed = 今天结束了。
said-signed-in = { $name } 已签到 { $at }，屋里 { $inside } 人。
said-signed-out = { $name } 已签退 { $at }，屋里 { $inside } 人。
said-absent = { $name } 已记请假 { $days } 天。
said-saved-child = { $name } 已保存。
said-bound = 卡已绑定给 { $name }。
said-imported = 已导入 { $added } 条。
said-undone = 已撤销：{ $step }。
said-redone = 已重做：{ $step }。
said-saved = 已保存。
said-nothing = 没有变化。
deed-set-up = 建立儿童之家
deed-open-day = 开门
deed-close-day = 结束今天
deed-sign-in = 签到
deed-sign-out = 签退
deed-absence = 请假
deed-settle = 补签退
deed-correct = 更正签到
deed-add-child = 新建档案
deed-edit-child = 修改档案
deed-change-status = 状态变更
deed-bind-card = 绑卡
deed-unbind-card = 解绑卡
deed-import-roster = 导入花名册
deed-import-attendance = 导入签到表
deed-edit-home = 修改儿童之家信息
deed-edit-calendar = 修改开放日历
deed-edit-staff = 修改人员
deed-setting = 设置
deed-clock = 确认时间
deed-undo = 撤销
deed-redo = 重做

refused-no-home = 还没有建立儿童之家。请先运行程序回答几个问题，或用 doorlight init。
refused-already-set-up = 这个文件夹里已经有一个儿童之家，未作改动。
refused-unknown-child = 没有找到“{ $asked }”。请核对姓名或档案号。
refused-ambiguous = “{ $asked }”有不止一个：{ $children }。请用档案号。
refused-already-in = { $name } 已经签到（{ $since }）。
refused-not-in = { $name } 现在不在屋里。
refused-not-enrolled = { $name } 的档案是“{ $status }”。要签到，请先改回在册。
refused-future = 时间还没到。请检查日期和时间。
refused-out-before-in = 离开时间早于到达时间。
refused-was-there = { $name } 那天到了，不能再记缺席。
refused-still-inside = 还有 { $count } 个孩子在屋里：{ $names }。先签退，再结束今天。
refused-needs-director = 不在接送名单上：需要儿童主任同意并写明情况。
refused-card-taken = 这张卡是 { $name } 的。先解绑。
refused-file-no-taken = 档案号 { $number } 已经是 { $name } 的。
refused-id-no-taken = 这个身份证号已在 { $name } 的档案里。
refused-missing = 请填写“{ $field }”。
refused-alert-too-long = 提醒最多 40 个字，门口才显示得下。
refused-director-only = 这一步要儿童主任来做。
refused-last-director = 至少要有一位儿童主任。
refused-clock-behind = 电脑时间比最后一条记录（{ $newest }）还早。请先核对电脑时间。
refused-nothing-to-undo = 没有可以撤销的。
refused-nothing-to-redo = 没有可以重做的。
store-open = 打不开 { $path }。请检查文件夹是否存在、是否有权限。
store-newer = 这个文件是新版程序写的。请用新版打开；文件没有改动。
store-read-only = 另一个窗口正在使用，这里只能看。关掉那个窗口再试。
store-disk-full = 磁盘写不进去（满了，或U盘被拔出），这一步没有保存。请腾出空间再试一次。
store-busy = 文件正忙，这一步没有保存。请再试一次。
store-damaged = 文件有损坏。请先复制一份，再用 doorlight verify 检查，或恢复备份。
store-changed-since = 后来又改过，不能直接撤销。请在档案里改。
store-not-found = 没有找到，可能刚被删掉。
store-file = 文件操作失败：{ $why }
store-sql = 数据库没有接受这一步，什么都没有改。



## Shell

undo-question = 撤销“{ $step }”（{ $at }，{ $rows } 处）？可以用 Ctrl-Y 重做。

clock-question = 电脑时间是 { $now }，但最后一条记录是 { $newest }。电脑时间是对的吗？（选“否”，先把时间调好。）

tab-today = 今日
tab-door = 签到
tab-children = 儿童
tab-settings = 设置
head-count = 屋里 { $count } 人
mark-read-only = 只读
mark-demo = 演示
short-day = { $month }月{ $day }日 { $weekday }
too-small = 窗口太小：至少要 { $columns } 列 { $rows } 行。请把窗口拉大。
popup-notice = 请注意
popup-question = 请确认
popup-yes = 是
popup-no = 否
collect-title = 谁来接 { $name }？
collect-alone = 自行回家（已约定）
collect-unlisted = 名单外的人（需儿童主任同意）
sweep-title = 还有 { $count } 人在屋里
sweep-help = 逐个签退；都走了才能结束今天。
evacuation-title = 疏散点名 { $safe }/{ $count }
evacuation-all-safe = { $count } 人全部到齐。
evacuation-missing = 还差 { $count } 人！
evacuation-missing-at = 在{ $place }集合，还差 { $count } 人！



## Today

today-welcome = 欢迎使用门灯
today-set-up = 建立儿童之家
today-set-up-detail = 按 Enter 回答几个问题，然后导入花名册。
today-no-children = 还没有孩子
today-import = 导入花名册，或新建档案
today-import-detail = 按 Enter 打开“儿童”：Ctrl-O 导入，Ctrl-N 新建。
today-hours = 今天开放 { $hours }
today-closed = 今天不开放：{ $why }。下次开放：{ $next }
today-is-open = 已开门（{ $at }）
today-is-closed = 今天已结束（{ $at }）
today-open-it = 开门（按 Enter）
today-expected-title = 今天约好要来
today-expected = 还没到 { $count } 人
today-expected-detail = 开门 { $minutes } 分钟后还没到的，会列出要打的电话。
today-missing = 约好来、还没到：{ $count } 人，请打电话问一问
today-no-phone = 没有电话，请补登
today-forgotten-title = 忘了签退：{ $count } 个，请问清楚
today-forgotten = { $name } 什么时候走的？
today-forgotten-detail = { $day } { $came } 签到，没有签退
today-inside-title = 屋里
today-inside = 现在 { $count } 人，今天来过 { $came } 人
today-birthdays = 近日生日
today-birthday = { $day } 满 { $age } 岁
today-notices = 提示
today-holidays = { $year } 年放假安排还不完整
today-holidays-detail = 国务院公布后，在“设置”里登记停开日和加开日。
out-to-alone = 自行回家
out-to-not-known = 没人记得
form-settle = { $day }，{ $name } 怎么走的？
hint-settle-time = 不知道就空着
hint-settle-note = 问了谁
form-first-run = 建立儿童之家
field-home-name = 儿童之家名称
hint-home-name = 门牌上的名称
hint-hours = 如 周一至周五 16:30-18:30，周六 09:00-17:00



## Door

form-late = 补录：以前的时间或日期
form-absence = { $name } 请假
form-unlisted = 名单外的人接走 { $name }
form-card = 给 { $name } 绑卡
field-time = 时间
field-unlisted-note = 是谁、怎么核实的
hint-time = 如 17:05
hint-unlisted = 写明是谁，给谁打过电话
hint-card = 请刷卡
pick-absence = 谁请假？
pick-card = 这张卡没有绑定。是谁的？
door-choose-first = 先选一个孩子。
refused-last-before-first = 结束日期早于开始日期。

door-arriving = 签到
door-leaving = 签退
door-placeholder = 拼音首字母、姓名、档案号或手机尾号
door-late = 补录 { $at } · Esc 结束补录
door-sibling = 同户还有 { $name } 没到：按 + 一起签到（另有 { $more } 人）
door-nobody-fits = 没有匹配的孩子。换个字，或 Esc 清空。
door-expected = 未到
door-empty = 还没有孩子。按 F4 打开儿童，用 Ctrl-O 导入花名册，或 Ctrl-N 新建档案。
door-not-yet = 还没到 { $count } 人
door-inside = 在屋里 { $count } 人
door-all-here = 约好今天来的都到了。
door-nobody-inside = 屋里没有人。
more = 还有 { $count } 人…

door-same-name = 有同名的孩子：看学校和照护人，按数字选。
door-nobody = 没有找到“{ $typed }”。
door-comeback = { $name } 的档案是“{ $status }”。签到并改回在册吗？
sweep-close = 结束今天？到了 { $came } 人，约好没来 { $missing } 人。



## Children

seen-short = { $day } · { $days } 个开放日
age-years = { $age } 岁

section-identity = 身份
section-place = 住址
section-school = 就学
section-health = 健康与提醒
section-care = 照料
section-service = 到园与约定
section-risk = 风险
section-voice = 孩子的话
section-consent = 告知与核实
section-contacts = 联系人（谁可以接走）
section-tags = 类别
section-household = 家庭与卡
section-timeline = 经过（最近的在前）
wrong-grade = 残疾等级是 1 到 4。
wrong-birth-vs-id = 身份证号里的出生日期是 { $day }。
wrong-sex-vs-id = 身份证号里的性别是{ $sex }。
wrong-risk-without-reason = 请写明风险原因。
wrong-no-arrival = 请填写签到时间。
file-reading = 正在读取…
file-no-contacts = 还没有联系人。Ctrl-P 添加。
file-no-tags = 还没有类别。Ctrl-T 添加。
file-no-siblings = 没有登记同户的孩子。Ctrl-G 关联。
file-no-past = 还没有记录。
file-sibling = 同户
contact-barred = 不要联系
contact-new = 添加联系人
tag-new = 添加类别
tag-still = 至今
from-to = { $from }–{ $to }
remove-name = 删除 { $name }
remove-question = 删除“{ $what }”？可以用 Ctrl-Z 恢复。
card-new = 再绑一张卡
card-unbind = 解绑 { $code }
pick-filter = 只看哪些？
pick-contact = 联系人
pick-tag = 类别
pick-sibling = 和谁同户？
pick-cards = 卡
household-leave = 不再同户
filter-all = 全部（取消筛选）
form-new-child = 新建档案
form-contact = { $name } 的联系人
form-tag = { $name } 的类别
form-status = { $name } 的状态
form-correct = 更正 { $name } { $day } 的签到
correct-strike = 删除这一条
field-since = 从哪天起
field-why = 为什么改
hint-why = 必须写明原因
hint-left-reason = 如随父母去外地
collected-by = { $name } 接
out-to-unlisted = 名单外的人接走
changed-field = { $field }：{ $old } → { $new }
added-row = 新增 { $what }
removed-row = 删除 { $what }
was-empty = （空）
household-linked = 已关联
never-seen = 还没见到过
seen-today = 今天见到
last-seen = { $day } 见到，隔 { $days } 个开放日
children-count = { $shown } / { $all } 人
children-search = 拼音、姓名、档案号、手机尾号
children-none = 没有符合的孩子。Esc 清除搜索和筛选。
children-empty = 还没有孩子。Ctrl-O 导入花名册，Ctrl-N 新建档案。
sort-name = 按拼音
sort-file-no = 按档案号
sort-age = 按年龄
sort-last-seen = 按最近见到
column-age = 年龄
column-file-no = 档案号
column-risk = 风险
column-days = 到园日
column-last-seen = 最近见到



## Child file



## Import

import-left-out = 第 { $row } 行不导入。

import-type-path = 输入文件路径…
import-pick-file = 导入哪个文件？
import-path = 文件路径
import-path-hint = 可以把文件拖进来，或粘贴路径
import-month = 月份
import-month-hint = 如 2026-10
import-which-month = 这张签到表是哪个月的？
import-reading = 正在读取…
import-mend = 第 { $row } 行：改好再核对
import-who = 第 { $row } 行的“{ $name }”是谁？
import-nothing = 没有可以导入的行。
import-days = 新来的孩子约定哪几天到园？
import-days-open = 每个开放日：{ $days }
import-days-none = 先不约定，以后逐个填
import-column-row = 行
import-column-outcome = 结果
import-column-notes = 说明
import-none-shown = 没有这样的行。Tab 换一种看法。
import-title-roster = 花名册 { $file } · { $sheet }
import-title-attendance = 签到表 { $file } · { $sheet }
import-counts = 将新增 { $added }，已有 { $matched }，待核对 { $doubtful }，不能导入 { $refused }。还没有写入。
import-shown-all = 看全部
import-shown-check = 只看待核对的
import-shown-new = 只看新增的
import-not-understood = 没认出的列：{ $columns }

file-error-not-found = 找不到这个文件。请核对名字和位置；若在 U 盘上，看看是否插好。
file-error-folder = 这是一个文件夹。请选里面的文件。
file-error-locked = 文件正被别的程序打开。请先在 Excel 或 WPS 里关掉它。
file-error-no-access = 系统不让读这个文件。请把它复制到桌面再试。
file-error-disk = 读盘出错。请重新插好 U 盘，或把文件复制到电脑上再试。
file-error-too-large = 文件太大。请只留下名册那一张表，另存后再试。
file-error-empty = 文件是空的。
file-error-password = 文件有密码。请在 Excel 或 WPS 里去掉密码，另存后再试。
file-error-not-a-spreadsheet = 这不是能读的表格。请在 Excel 或 WPS 里打开，另存为 .xlsx 再试。
file-error-damaged = 表格文件已损坏。请在 Excel 或 WPS 里打开修复，另存为 .xlsx 再试。
import-outcome-add = 新增
import-outcome-match = 已有
import-outcome-doubt = 待核
import-outcome-refuse = 不收
import-outcome-skip = 略过
import-field-serial = 序号
import-field-file-no = 档案号
import-field-name = 姓名
import-field-nickname = 小名
import-field-sex = 性别
import-field-birth-date = 出生日期
import-field-age = 年龄
import-field-id-no = 身份证号
import-field-ethnicity = 民族
import-field-live-address = 现住址
import-field-hukou-address = 户籍地址
import-field-hamlet = 村民组
import-field-school = 学校
import-field-class = 班级
import-field-school-class = 学校班级
import-field-stage = 就学情况
import-field-boarding = 是否寄宿
import-field-teacher = 班主任
import-field-teacher-phone = 班主任电话
import-field-health = 健康状况
import-field-disability = 残疾类型
import-field-illness = 疾病
import-field-allergy = 过敏史
import-field-category = 儿童类别
import-field-father-name = 父亲姓名
import-field-father-phone = 父亲电话
import-field-father-work = 父亲务工地
import-field-mother-name = 母亲姓名
import-field-mother-phone = 母亲电话
import-field-mother-work = 母亲务工地
import-field-carer-name = 照护人
import-field-carer-relation = 与儿童关系
import-field-carer-phone = 照护人电话
import-field-joined-on = 登记日期
import-field-note = 备注
import-field-date = 日期
import-field-in = 签到时间
import-field-out = 签退时间
import-field-mark = 出勤
import-field-reason = 事由
import-field-total = 合计
import-note-name-tidied = 姓名里的空格已去掉，记为“{ $value }”。
import-note-date-tidied = 日期写法已统一为 { $value }。
import-note-date-serial = 日期在表格里成了数字，已还原为 { $value }，请核对。
import-note-date-month-only = 出生日期只有年月，暂记为 { $value }，请补上日子。
import-note-id-tidied = 身份证号里的空格、全角或小写 x 已改好。
import-note-phone-tidied = { $field }里的空格或短横已去掉，记为 { $value }。
import-note-formula-as-text = { $field }里是公式，已按普通文字保存，不会执行。
import-note-cell-error = { $field }在表格里是错误值，没有取用，请补填。
import-note-no-id = 没有身份证号，以后可以补填。
import-note-id-province = 身份证号开头两位不是任何省份的代码，请核对。
import-note-birth-from-id = 出生日期取自身份证号。
import-note-sex-from-id = 性别取自身份证号。
import-note-same-name = 还有一个同名的儿童（{ $value } 出生），是两个人。
import-note-category-umbrella = “{ $value }”没有说明是哪一种困境，暂记为“{ $tag }”，请改成实际类别。
import-note-relation-unknown = 不认识关系“{ $value }”，暂记为“其他”。
import-note-word-unknown = { $field }“{ $value }”看不懂，原文已放进备注。
import-note-phone-without-name = { $field }旁边没有姓名，号码 { $value } 已放进备注。
import-note-file-no-taken = 档案号 { $value } 已经有人用，会另给一个。
import-note-joined-unclear = 登记日期“{ $value }”看不懂，原文已放进备注。
import-note-duplicate-in-file = 与第 { $row } 行是同一个儿童，不再重复录入。
import-note-already-there = 册上已有，档案号 { $number }。
import-note-differs = { $field }与档案不同：表上是“{ $list }”，档案是“{ $file }”。档案没有改动，需要时请到档案里改。
import-note-id-lost-digits = 身份证号在表格里被当成数字，后几位已丢失。请照身份证重新填写，并把该列设为文本。
import-note-id-check-digit = 身份证号最后一位对不上，可能抄错了一位。请照身份证核对。
import-note-id-old = 这是 15 位旧身份证号，请换成现在的 18 位号码。
import-note-id-length = 身份证号应为 18 位，这里有 { $count } 位。请照身份证核对。
import-note-id-characters = 身份证号里有不该有的字符。请照身份证核对。
import-note-id-birth = 身份证号里的出生日期不存在。请照身份证核对。
import-note-id-of-other-child = 这个身份证号是“{ $name }”的。请核对是姓名错了还是号码错了。
import-note-id-vs-namesake = 与 { $number } 号姓名、出生日期相同，身份证号却不同。请核对是不是同一个人。
import-note-sex-vs-id = 性别写的是“{ $value }”，与身份证号不符。请核对。
import-note-birth-vs-id = 出生日期写的是 { $value }，身份证号里是 { $inside }。请核对。
import-note-birth-future = 出生日期 { $value } 还没到。请核对年份。
import-note-birth-not-a-date = 出生日期“{ $value }”看不懂。请写成 2015-06-01 这样。
import-note-birth-no-such-day = 日历上没有“{ $value }”这一天。请核对出生日期。
import-note-birth-missing = 没有出生日期，也没有可用的身份证号。请补填一样。
import-note-sex-missing = 没有性别，也没有可用的身份证号。请补填一样。
import-note-sex-unknown = 性别“{ $value }”看不懂。请填“男”或“女”。
import-note-over-18 = 已满 { $value } 岁，不再是儿童。请核对出生日期。
import-note-phone-too-short = { $field } { $value } 少了数字。请核对。
import-note-phone-too-long = { $field } { $value } 多了数字。请核对。
import-note-phone-not-a-phone = { $field }“{ $value }”不是电话号码。请核对。
import-note-category-unknown = 没有“{ $value }”这个类别。请改成规定的类别名称。
import-note-no-name = 没有姓名。请在表里补上姓名再导入。
import-note-name-unusable = “{ $value }”不能当姓名。请在表里改好再导入。
import-note-skip-title = 标题或说明。
import-note-skip-blank = 空行。
import-note-skip-heading = 表头。
import-note-skip-total = 合计行。
import-note-skip-signature = 填表、审核等落款。
import-note-skip-no-marks = 这一行没有签到记号。
import-note-child-unknown = 册上没有“{ $value }”。请核对姓名，或先把儿童录入。
import-note-name-shared = 册上有 { $count } 个“{ $value }”。请选是哪一个。
import-note-mark-unknown = { $day } 的记号“{ $value }”看不懂。请改成 √、迟、假 或 ×。
import-note-mark-conflict = { $day } 册上是“{ $file }”，表上是“{ $list }”。请核对，册上没有改动。
import-note-twice-in-file = { $day } 在第 { $row } 行已经有了，两处不一样。请核对。
import-note-day-future = { $day } 还没到，不能录入。请核对日期。
import-note-day-not-a-date = 日期“{ $value }”看不懂。请写成 2026-10-08 这样。
import-note-day-before-birth = { $day } 早于出生日期。请核对日期或姓名。
import-note-time-not-a-time = 时间“{ $value }”看不懂。请写成 17:05 这样。
import-note-out-before-in = { $day } 签退早于签到。请核对时间。
import-note-reason-as-note = 事由“{ $value }”已作为说明保存。
import-note-marks-there = 这些记号册上都有了。
import-note-total-disagrees = 合计写的是 { $list }，数下来是 { $file }。已按记号录入。



## Attendance import

import-no-plan-no-roster = 没有找到名册的表头。表头要有“姓名”和别的项目，例如“性别”“出生日期”。
import-no-plan-no-headings = 没有找到签到表的表头。表头要有“姓名”和日期。
import-no-plan-no-month = 看不出是哪个月。请说明月份，例如 2026-10。



## Settings

settings-home = 儿童之家
settings-hours = 开放时间
settings-hours-term = 上学期间
settings-hours-holiday = 放假期间
hours-as-in-term = 和上学期间一样
settings-days = 停开、加开、学期
settings-closed = 停开
settings-extra = 加开
settings-add-closed = 添加停开日
settings-add-extra = 添加加开日
settings-add-term = 添加学期或假期
settings-public = 法定节假
term-kind-term = 学期
term-kind-holiday = 假期
day-open = 开放
day-closed = 不开放
settings-staff = 人员
settings-add-staff = 添加人员
settings-seat = 现在谁在用
staff-gone = 已离岗
settings-look = 语言与外观
settings-language = 语言
language-name = 简体中文
settings-theme = 主题
theme-dark = 深色
theme-light = 浅色
settings-symbols = 符号
symbols-unicode = 线条与标记
symbols-ascii = 纯 ASCII（旧终端）
settings-data = 数据
settings-folder = 数据在
settings-backup = 备份
settings-backup-how = 按 Enter 在 backups 文件夹里存一份
settings-verify = 检查
settings-verify-how = 按 Enter 核对日志和每一行
settings-journal = 日志（最近的在前）
verify-found = 发现 { $count } 处不符。请先备份，再运行 doorlight verify 查看。
form-staff = 人员
field-opens = 开门
field-closes = 关门
field-term-kind = 学期还是假期
field-term-name = 名称
hint-term-name = 如 2026年秋季学期
wrong-closes-before-opens = 关门时间要晚于开门时间。



## First run



## Command line

cli-bad-month = 看不懂月份“{ $text }”。请写 2026-10。

cli-file = 读不了 { $file }：{ $why }
cli-import-counts = 新增 { $added }，已有 { $matched }，待核对 { $doubtful }，不能导入 { $refused }。
cli-import-dry = 只是预览，没有写入。


cli = 村里儿童之家的签到台和儿童档案。不带命令就打开界面。
cli-heading-usage = 用法：
cli-heading-tasks = 命令：
cli-heading-arguments = 参数：
cli-heading-options = 选项：
cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-usage-missing = 缺少：{ $what }
cli-usage-task = 没有“{ $what }”这个命令。
cli-usage-unknown = 不认识“{ $what }”。
cli-usage-which = 请写明要做什么。
cli-usage-value = 看不懂：{ $what } { $value }
cli-usage-hint = 用 doorlight --help 查看用法，doorlight 命令 --help 查看某个命令的用法。
cli-arg-data = 数据文件夹（也可用环境变量 DOORLIGHT_DATA）
cli-arg-lang = 语言（也可用环境变量 DOORLIGHT_LANG）
cli-arg-accept-clock = 电脑时间早于最后一条记录时仍然写入
cli-arg-json = 输出 JSON，键名固定为英文
cli-arg-at = 时间：17:05（今天）或 "2026-11-20 17:05"
cli-arg-who = 姓名、档案号、身份证号或卡号
cli-arg-dry-run = 只看结果，不写入
cli-arg-file = 文件
cli-demo = 打开一个热闹的演示之家（--data 指定文件夹，否则用完即删）
cli-demo-arg-seed-only = 只生成，不打开界面
cli-init = 不提问，直接建立儿童之家
cli-init-arg-home = 儿童之家名称
cli-init-arg-village = 村
cli-init-arg-township = 乡镇
cli-init-arg-county = 县
cli-init-arg-director = 儿童主任姓名
cli-init-arg-hours = 开放时间，如 "Mon-Fri 16:30-18:30, Sat 09:00-17:00"
cli-import = 导入花名册或签到表（.xlsx .xls .ods .csv）
cli-import-roster = 导入花名册：好的一次全部进，有疑问的逐行说明
cli-import-attendance = 导入签到表（月表，或长表 CSV）
cli-import-attendance-arg-month = 表里没有写年月时，这里写：2026-10
cli-children = 列出所有儿童
cli-attendance = 列出一段时间的签到
cli-attendance-arg-from = 从哪天（含）
cli-attendance-arg-to = 到哪天（含）
cli-in = 签到
cli-out = 签退
cli-out-arg-to = 谁接走：名单上的姓名，alone（自行回家），unlisted（名单外）
cli-out-arg-allowed-by = 同意名单外接走的儿童主任
cli-out-arg-note = 说明
cli-close = 结束今天；还有孩子在屋里时拒绝
cli-journal = 列出日志
cli-journal-arg-last = 只列最后几条
cli-undo = 撤销上一步
cli-redo = 重做刚撤销的一步
cli-verify = 检查文件：日志链、每一行、每一页
cli-verify-sound = 一切正常：日志 { $entries } 条，核对 { $rows } 行。
cli-verify-found = 发现 { $count } 处不符：
cli-backup = 把数据备份成一个文件
cli-backup-done = 已备份到 { $file }。
cli-exists = { $file } 已存在，没有覆盖。
cli-bad-time = 看不懂时间“{ $text }”。请写 17:05 或 "2026-11-20 17:05"。
cli-bad-day = 看不懂日期“{ $text }”。请写 2026-11-20。
cli-from-after-to = 开始日期晚于结束日期。
cli-no-contact = 联系人里没有“{ $name }”。
cli-no-staff = 人员里没有“{ $name }”。
cli-terminal = 终端出错：{ $why }
cli-demo-ready = 演示之家已生成：{ $folder }
finding-chain = 日志第 { $seq } 条与前后不符
finding-row = { $table } { $key } 与日志不符
finding-missing = { $table } { $key } 按日志应该存在
finding-kept = { $child } 的“最近见到”与签到不符
finding-damage = 文件损坏：{ $text }



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

## Opening hours and calendar

hours-days = { $first }至{ $last }
hours-comma = ，
hours-empty = 请填写开放时间，例如：周一至周五 16:30-18:30，周六 9:00-17:00
hours-unknown = “{ $part }”不是星期也不是时间。例如：周一至周五 16:30-18:30，周六 9:00-17:00
hours-not-a-time = “{ $part }”不是时间。请写几点几分，例如 16:30。
hours-half = “{ $part }”只写了一头。请写起止时间，例如 16:30-18:30。
hours-no-day = { $part } 是星期几？请先写星期，例如：周一 { $part }
hours-no-hours = “{ $part }”没写时间。请在后面写起止时间，例如 16:30-18:30。
hours-backwards = { $part }：关门比开门还早。
hours-overlap = { $day }的 { $part } 与其他时间重叠。
day-closed-weekly = 平时这天不开门
day-closed-listed = 不开放日
day-open-extra = 临时加开
