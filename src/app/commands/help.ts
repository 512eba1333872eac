import { say } from './usage.ts'

const HELP = `Overpass 立交桥

  npm start                            the demo group, on this machine alone 示范集团，仅限本机
  npm run serve                        real use: HTTP and jobs 正式运行
  npm run worker                       real use: jobs alone, beside "serve" 只处理后台任务

  npm run overpass -- <command>
    migrate                            bring the database up to date 更新数据库结构
    admin create --organisation CODE --name NAME [--email E] [--kind KIND] [--title NAME] [--title-en NAME]
                                       the first administrator of an organisation 建立单位的首位管理员
    demo [--scale N]                   load the demo group into an empty database 装入示范数据
    demo roster FILE [--faults]        a demo school's register, .xlsx or .csv, to try the import with 生成示范名册
    import FILE --organisation CODE [--yes] [--leave-out-bad] [--end-many] [--keep-missing]
                                       people from .xlsx, .csv or a OneRoster .zip; without --yes only shows 导入名册
    backup FILE                        database and files of one moment 备份
    restore FILE [--force]             put a backup back 恢复
    audit verify [--heads FILE]        check the audit trail 核验审计记录
    records verify                     check every learner's chain of entries 核验学习者档案
    library check                      read every file of the library again 核验素材库文件
    help                               this page 本说明

Settings are environment variables; docs/OPERATIONS.md lists them.`

export async function run(): Promise<void> {
  say(HELP)
}
