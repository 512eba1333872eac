const LIST = `
password passw0rd p@ssw0rd p@ssword password1 password123 mypassword newpassword changeme changeme123 default
letmein welcome welcome1 welcome123 iloveyou iloveyou1 iloveyou2 sunshine princess football baseball basketball
superman batman starwars pokemon dragonball naruto onepiece michael jordan23 jennifer charlotte computer internet
whatever trustno1 monkey123 dragon123 master123 shadow123 secret123 admin123 administrator root1234 rootroot
superuser sysadmin guest123 test1234 testtest tester123 qwerty qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop
qwer1234 1234qwer asdf1234 1234asdf asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5
qazwsx12 qazwsxedc 1qazxsw2 zaq12wsx !qaz2wsx aa123456 a1234567 a12345678 a123456789 a1b2c3d4 abc12345 abc123456
abcd1234 abcde12345 aaa111222 ab123456 as123456 zz123456 qq123456 qq123123 qq5201314 wx123456 asd123456 qwe123456
zxc123456 123qweasd 123456qq 123456aa 123456abc 12345678a 123456789a 1234567890a 147258369 159357456 789456123
741852963 963852741 112233445566 11223344 1122334455 12341234 123123123 12344321 1234554321 123454321 123321123
321321321 111222333 111222tianya 123123aa 100200300 52013140 5201314520 5201314a 520131400 a5201314 a52013140
13145200 1314520520 1314521521 wo1314520 woaini1314 woaini520 woaini521 woaini123 woaini5201314 woaiwojia
woaiwojia1 iloveyou520 iloveyou1314 nihao123 nihaoma123 nishishui woshishui woshishei zhangwei liuyang12 wangwei1
xiaoming xiaoming123 laoshi123 xuesheng xuesheng123 xuexiao123 jiaoshi123 beijing2008 shanghai2010 zhongguo
zhongguo1 china123 china2008 chinese123 taobao123 alibaba123 weixin123 wechat123 tencent123 huawei123 xiaomi123
mima1234 mima12345 mima123456 woshimima wodemima wodemima123 overpass overpass1 overpass123 school123 student
student1 student123 teacher teacher1 teacher123 college123 university class123 graduate summer2026 winter2026
spring2026 autumn2026 summer2025 winter2025 monday123 january1 december12 manchester liverpool arsenal1 chelsea1
barcelona realmadrid juventus1 samsung123 iphone123 android123 google123 facebook youtube123 instagram tiktok123
douyin123 bilibili bilibili123 minecraft minecraft1 fortnite1 roblox123 freedom1 freedom123 butterfly chocolate
strawberry purple123 orange123 yellow123 rainbow1 diamond1 silver123 golden123 lovely123 loveme123 lovelove babygirl
blink182 nirvana1 metallica slipknot hello123 hello1234 helloworld goodluck fuckyou1 fuckyou123 asshole1 pussycat
`

/** What guessers try first, in small letters; those shorter than eight characters are refused by length. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.split(/\s+/).filter(Boolean))
