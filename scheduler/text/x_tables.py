"""What X counts, as data. Written by generate_x_tables.py; do not edit.

RANGES, DEFAULT_WEIGHT, URL_WEIGHT, LIMIT, COUNTRY_TLDS and GENERIC_TLDS are taken from twitter-text (config v3 and
conformance/tlds.yml): Copyright 2011 Twitter, Inc., licensed under the Apache License, Version 2.0
(http://www.apache.org/licenses/LICENSE-2.0).

EMOJI is the pattern of twemoji-parser 11.0.2, written in code points: Copyright (c) 2018 Twitter, Inc., MIT licence:
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED
"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

LIMIT = 280
URL_WEIGHT = 23
DEFAULT_WEIGHT = 2
RANGES = (
    (0x0000, 0x10FF, 1),
    (0x2000, 0x200D, 1),
    (0x2010, 0x201F, 1),
    (0x2032, 0x2037, 1),
)
COUNTRY_TLDS = """
한국 香港 澳門 新加坡 台灣 台湾 中國 中国 გე ລາວ ไทย ලංකා ഭാരതം ಭಾರತ
భారత్ சிங்கப்பூர் இலங்கை இந்தியா ଭାରତ ભારત ਭਾਰਤ ভাৰত
ভারত বাংলা भारोत भारतम् भारत ڀارت پاکستان موريتانيا
مليسيا مصر قطر فلسطين عمان عراق سورية سودان تونس بھارت
بارت ایران امارات المغرب السعودية الجزائر البحرين
الاردن հայ қаз укр срб рф мон мкд ею бел бг ευ ελ
zw zm za yt ye ws wf vu vn vi vg ve vc va uz uy us um uk ug ua tz tw tv tt tr tp to tn tm tl tk tj th tg tf td
tc sz sy sx sv su st ss sr so sn sm sl sk sj si sh sg se sd sc sb sa rw ru rs ro re qa py pw pt ps pr pn pm pl
pk ph pg pf pe pa om nz nu nr np no nl ni ng nf ne nc na mz my mx mw mv mu mt ms mr mq mp mo mn mm ml mk mh mg
mf me md mc ma ly lv lu lt ls lr lk li lc lb la kz ky kw kr kp kn km ki kh kg ke jp jo jm je it is ir iq io in
im il ie id hu ht hr hn hm hk gy gw gu gt gs gr gq gp gn gm gl gi gh gg gf ge gd gb ga fr fo fm fk fj fi eu et
es er eh eg ee ec dz do dm dk dj de cz cy cx cw cv cu cr co cn cm cl ck ci ch cg cf cd cc ca bz by bw bv bt bs
br bq bo bn bm bl bj bi bh bg bf be bd bb ba az ax aw au at as ar aq ao an am al ai ag af ae ad ac
"""
GENERIC_TLDS = """
삼성 닷컴 닷넷 香格里拉 餐厅 食品 飞利浦 電訊盈科 集团 通販 购物 谷歌 诺基亚 联通 网络 网站
网店 网址 组织机构 移动 珠宝 点看 游戏 淡马锡 机构 書籍 时尚 新闻 政府 政务 招聘 手表 手机
我爱你 慈善 微博 广东 工行 家電 娱乐 天主教 大拿 大众汽车 在线 嘉里大酒店 嘉里 商标 商店 商城
公益 公司 八卦 健康 信息 佛山 企业 中文网 中信 世界 ポイント ファッション セール ストア コム
グーグル クラウド みんな คอม संगठन नेट कॉम همراه موقع موبايلي كوم
كاثوليك عرب شبكة بيتك بازار العليان ارامكو اتصالات
ابوظبي קום сайт рус орг онлайн москва ком католик дети
vermögensberatung vermögensberater
zuerich zone zippo zip zero zara zappos yun youtube you yokohama yoga yodobashi yandex yamaxun yahoo yachts
xyz xxx xperia xin xihuan xfinity xerox xbox wtf wtc wow world works work woodside wolterskluwer wme winners
wine windows win williamhill wiki wien whoswho weir weibo wedding wed website weber webcam weatherchannel
weather watches watch warman wanggou wang walter walmart wales vuelos voyage voto voting vote volvo volkswagen
vodka vlaanderen vivo viva vistaprint vista vision visa virgin vip vin villas viking vig video viajes vet
versicherung verisign ventures vegas vanguard vana vacations ups uol uno university unicom uconnect ubs ubank
tvs tushu tunes tui tube trv trust travelersinsurance travelers travelchannel travel training trading trade
toys toyota town tours total toshiba toray top tools tokyo today tmall tkmaxx tjx tjmaxx tirol tires tips
tiffany tienda tickets tiaa theatre theater thd teva tennis temasek telefonica telecity tel technology tech
team tdk tci taxi tax tattoo tatar tatamotors target taobao talk taipei tab systems symantec sydney swiss
swiftcover swatch suzuki surgery surf support supply supplies sucks style study studio stream store storage
stockholm stcgroup stc statoil statefarm statebank starhub star staples stada srt srl spreadbetting spot sport
spiegel space soy sony song solutions solar sohu software softbank social soccer sncf smile smart sling skype
sky skin ski site singles sina silk shriram showtime show shouji shopping shop shoes shiksha shia shell shaw
sharp shangrila sfr sexy sex sew seven ses services sener select seek security secure seat search scot scor
scjohnson science schwarz schule school scholarships schmidt schaeffler scb sca sbs sbi saxo save sas sarl
sapo sap sanofi sandvikcoromant sandvik samsung samsclub salon sale sakura safety safe saarland ryukyu rwe run
ruhr rugby rsvp room rogers rodeo rocks rocher rmit rip rio ril rightathome ricoh richardli rich rexroth
reviews review restaurant rest republican report repair rentals rent ren reliance reit reisen reise rehab
redumbrella redstone red recipes realty realtor realestate read raid radio racing qvc quest quebec qpon pwc
pub prudential pru protection property properties promo progressive prof productions prod pro prime press
praxi pramerica post porn politie poker pohl pnc plus plumbing playstation play place pizza pioneer pink ping
pin pid pictures pictet pics piaget physio photos photography photo phone philips phd pharmacy pfizer pet pccw
pay passagens party parts partners pars paris panerai panasonic pamperedchef page ovh ott otsuka osaka origins
orientexpress organic org orange oracle open ooo onyourside online onl ong one omega ollo oldnavy olayangroup
olayan okinawa office off observer obi nyc ntt nrw nra nowtv nowruz now norton northwesternmutual nokia nissay
nissan ninja nikon nike nico nhk ngo nfl nexus nextdirect next news newholland new neustar network netflix
netbank net nec nba navy natura nationwide name nagoya nadex nab mutuelle mutual museum mtr mtpc mtn msd
movistar movie mov motorcycles moto moscow mortgage mormon mopar montblanc monster money monash mom moi moe
moda mobily mobile mobi mma mls mlb mitsubishi mit mint mini mil microsoft miami metlife merckmsd meo menu men
memorial meme melbourne meet media med mckinsey mcdonalds mcd mba mattel maserati marshalls marriott markets
marketing market map mango management man makeup maison maif madrid macys luxury luxe lupin lundbeck ltda ltd
lplfinancial lpl love lotto lotte london lol loft locus locker loans loan llp llc lixil living live lipsy link
linde lincoln limo limited lilly like lighting lifestyle lifeinsurance life lidl liaison lgbt lexus lego legal
lefrak leclerc lease lds lawyer law latrobe latino lat lasalle lanxess landrover land lancome lancia lancaster
lamer lamborghini ladbrokes lacaixa kyoto kuokgroup kred krd kpn kpmg kosher komatsu koeln kiwi kitchen kindle
kinder kim kia kfh kerryproperties kerrylogistics kerryhotels kddi kaufen juniper juegos jprs jpmorgan joy jot
joburg jobs jnj jmp jll jlc jio jewelry jetzt jeep jcp jcb java jaguar iwc iveco itv itau istanbul ist ismaili
iselect irish ipiranga investments intuit international intel int insure insurance institute ink ing info
infiniti industries inc immobilien immo imdb imamat ikano iinet ifm ieee icu ice icbc ibm hyundai hyatt hughes
htc hsbc how house hotmail hotels hoteles hot hosting host hospital horse honeywell honda homesense homes
homegoods homedepot holiday holdings hockey hkt hiv hitachi hisamitsu hiphop hgtv hermes here helsinki help
healthcare health hdfcbank hdfc hbo haus hangout hamburg hair guru guitars guide guge gucci guardian group
grocery gripe green gratis graphics grainger gov got gop google goog goodyear goodhands goo golf goldpoint
gold godaddy gmx gmo gmbh gmail globo global gle glass glade giving gives gifts gift ggee george genting gent
gea gdn gbiz gay garden gap games game gallup gallo gallery gal fyi futbol furniture fund fun fujixerox
fujitsu ftr frontier frontdoor frogans frl fresenius free fox foundation forum forsale forex ford football
foodnetwork food foo fly flsmidth flowers florist flir flights flickr fitness fit fishing fish firmdale
firestone fire financial finance final film fido fidelity fiat ferrero ferrari feedback fedex fast fashion
farmers farm fans fan family faith fairwinds fail fage extraspace express exposed expert exchange everbank
events eus eurovision etisalat esurance estate esq erni ericsson equipment epson epost enterprises engineering
engineer energy emerck email education edu edeka eco eat earth dvr dvag durban dupont duns dunlop duck dubai
dtv drive download dot doosan domains doha dog dodge doctor docs dnp diy dish discover discount directory
direct digital diet diamonds dhl dev design desi dentist dental democrat delta deloitte dell delivery degree
deals dealer deal dds dclk day datsun dating date data dance dad dabur cyou cymru cuisinella csc cruises
cruise crs crown cricket creditunion creditcard credit cpa courses coupons coupon country corsica coop cool
cookingchannel cooking contractors contact consulting construction condos comsec computer compare company
community commbank comcast com cologne college coffee codes coach clubmed club cloud clothing clinique clinic
click cleaning claims cityeats city citic citi citadel cisco circle cipriani church chrysler chrome christmas
chloe chintai cheap chat chase charity channel chanel cfd cfa cern ceo center ceb cbs cbre cbn cba catholic
catering cat casino cash caseih case casa cartier cars careers career care cards caravan car capitalone
capital capetown canon cancerresearch camp camera cam calvinklein call cal cafe cab bzh buzz buy business
builders build bugatti budapest brussels brother broker broadway bridgestone bradesco box boutique bot boston
bostik bosch boots booking book boo bond bom bofa boehringer boats bnpparibas bnl bmw bms blue bloomberg blog
blockbuster blanco blackfriday black biz bio bingo bing bike bid bible bharti bet bestbuy best berlin bentley
beer beauty beats bcn bcg bbva bbt bbc bayern bauhaus basketball baseball bargains barefoot barclays
barclaycard barcelona bar bank band bananarepublic banamex baidu baby azure axa aws avianca autos auto author
auspost audio audible audi auction attorney athleta associates asia asda arte art arpa army archi aramco arab
aquarelle apple app apartments aol anz anquan android analytics amsterdam amica amfam amex americanfamily
americanexpress alstom alsace ally allstate allfinanz alipay alibaba alfaromeo akdn airtel airforce airbus
aigo aig agency agakhan africa afl afamilycompany aetna aero aeg adult ads adac actor active aco accountants
accountant accenture academy abudhabi abogado able abc abbvie abbott abb abarth aarp aaa onion
"""
EMOJI = (
    r"(?:[\U0001f468\U0001f469])(?"
    r":[\U0001f3fb-\U0001f3ff])?\u200d("
    r"?:\u2695\ufe0f|\u2696\ufe0f|\u2708\ufe0f"
    r"|[\U0001f33e\U0001f373\U0001f393\U0001f3a4\U0001f3a8\U0001f3eb\U0001f3ed]"
    r"|[\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f680\U0001f692]|"
    r"[\U0001f9b0-\U0001f9b3])|(?:"
    r"[\U0001f3cb\U0001f3cc]|[\U0001f574\U0001f575]|"
    r"\u26f9)((?:[\U0001f3fb-\U0001f3ff"
    r"]|\ufe0f)\u200d[\u2640\u2642]\ufe0f"
    r")|(?:[\U0001f3c3\U0001f3c4\U0001f3ca]"
    r"|[\U0001f46e\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482\U0001f486\U0001f487"
    r"\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3\U0001f6b4-\U0001f6b6"
    r"]|[\U0001f926\U0001f935\U0001f937-\U0001f939\U0001f93d\U0001f93e"
    r"\U0001f9b8\U0001f9b9\U0001f9d6-\U0001f9dd])(?:"
    r"[\U0001f3fb-\U0001f3ff])?\u200d[\u2640"
    r"\u2642]\ufe0f|(?:\U0001f468\u200d\u2764"
    r"\ufe0f\u200d\U0001f48b\u200d\U0001f468|\U0001f468\u200d\U0001f468\u200d"
    r"\U0001f466\u200d\U0001f466|\U0001f468\u200d\U0001f468\u200d\U0001f467\u200d"
    r"[\U0001f466\U0001f467]|\U0001f468\u200d\U0001f469\u200d\U0001f466"
    r"\u200d\U0001f466|\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d["
    r"\U0001f466\U0001f467]|\U0001f469\u200d\u2764\ufe0f\u200d\U0001f48b"
    r"\u200d[\U0001f468\U0001f469]|\U0001f469\u200d\U0001f469\u200d"
    r"\U0001f466\u200d\U0001f466|\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d"
    r"[\U0001f466\U0001f467]|\U0001f468\u200d\u2764\ufe0f\u200d"
    r"\U0001f468|\U0001f468\u200d\U0001f466\u200d\U0001f466|\U0001f468\u200d"
    r"\U0001f467\u200d[\U0001f466\U0001f467]|\U0001f468\u200d\U0001f468"
    r"\u200d[\U0001f466\U0001f467]|\U0001f468\u200d\U0001f469\u200d"
    r"[\U0001f466\U0001f467]|\U0001f469\u200d\u2764\ufe0f\u200d"
    r"[\U0001f468\U0001f469]|\U0001f469\u200d\U0001f466\u200d\U0001f466"
    r"|\U0001f469\u200d\U0001f467\u200d[\U0001f466\U0001f467]|"
    r"\U0001f469\u200d\U0001f469\u200d[\U0001f466\U0001f467]|\U0001f3f3"
    r"\ufe0f\u200d\U0001f308|\U0001f3f4\u200d\u2620\ufe0f|\U0001f441"
    r"\u200d\U0001f5e8|\U0001f468\u200d[\U0001f466\U0001f467]|"
    r"\U0001f469\u200d[\U0001f466\U0001f467]|\U0001f46f\u200d\u2640"
    r"\ufe0f|\U0001f46f\u200d\u2642\ufe0f|\U0001f93c\u200d\u2640"
    r"\ufe0f|\U0001f93c\u200d\u2642\ufe0f|\U0001f9de\u200d\u2640"
    r"\ufe0f|\U0001f9de\u200d\u2642\ufe0f|\U0001f9df\u200d\u2640"
    r"\ufe0f|\U0001f9df\u200d\u2642\ufe0f)|[#"
    r"*0-9]\ufe0f?\u20e3|("
    r"?:[\u00a9\u00ae\u2122\u265f]\ufe0f)"
    r"|(?:[\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f"
    r"\U0001f202\U0001f21a\U0001f22f\U0001f237\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d"
    r"\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f\U0001f3cd\U0001f3ce\U0001f3d4"
    r"-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7]|[\U0001f43f\U0001f441"
    r"\U0001f4fd\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573\U0001f576-\U0001f579\U0001f587"
    r"\U0001f58a-\U0001f58d\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-"
    r"\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8"
    r"\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5"
    r"\U0001f6e9\U0001f6f0\U0001f6f3]|[\u203c\u2049\u2139\u2194"
    r"-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23ed-"
    r"\u23ef\u23f1\u23f2\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6"
    r"\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614"
    r"\u2615\u2618\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638"
    r"-\u263a\u2640\u2642\u2648-\u2653\u2660\u2663\u2665"
    r"\u2666\u2668\u267b\u267f\u2692-\u2697\u2699\u269b\u269c"
    r"\u26a0\u26a1\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5"
    r"\u26c8\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5"
    r"\u26f8\u26fa\u26fd\u2702\u2708\u2709\u270f\u2712\u2714\u2716"
    r"\u271d\u2721\u2733\u2734\u2744\u2747\u2757\u2763\u2764\u27a1"
    r"\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030"
    r"\u303d\u3297\u3299])(?:\ufe0f|"
    r"(?!\ufe0e))|(?:"
    r"(?:[\U0001f3cb\U0001f3cc]|[\U0001f574"
    r"\U0001f575\U0001f590]|[\u261d\u26f7\u26f9\u270c\u270d"
    r"])(?:\ufe0f|(?!"
    r"\ufe0e))|(?:[\U0001f385\U0001f3c2"
    r"-\U0001f3c4\U0001f3c7\U0001f3ca]|[\U0001f442\U0001f443\U0001f446"
    r"-\U0001f450\U0001f466-\U0001f469\U0001f46e\U0001f470-\U0001f478\U0001f47c"
    r"\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f4aa\U0001f57a\U0001f595\U0001f596"
    r"\U0001f645-\U0001f647\U0001f64b-\U0001f64f\U0001f6a3\U0001f6b4-\U0001f6b6"
    r"\U0001f6c0\U0001f6cc]|[\U0001f918-\U0001f91c\U0001f91e\U0001f91f"
    r"\U0001f926\U0001f930-\U0001f939\U0001f93d\U0001f93e\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9"
    r"\U0001f9d1-\U0001f9dd]|[\u270a\u270b])"
    r")(?:[\U0001f3fb-\U0001f3ff])"
    r"?|(?:\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e"
    r"\U000e0067\U000e007f|\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    r"|\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f|\U0001f1e6"
    r"[\U0001f1e8-\U0001f1ec\U0001f1ee\U0001f1f1\U0001f1f2\U0001f1f4\U0001f1f6-"
    r"\U0001f1fa\U0001f1fc\U0001f1fd\U0001f1ff]|\U0001f1e7[\U0001f1e6\U0001f1e7"
    r"\U0001f1e9-\U0001f1ef\U0001f1f1-\U0001f1f4\U0001f1f6-\U0001f1f9\U0001f1fb"
    r"\U0001f1fc\U0001f1fe\U0001f1ff]|\U0001f1e8[\U0001f1e6\U0001f1e8\U0001f1e9"
    r"\U0001f1eb-\U0001f1ee\U0001f1f0-\U0001f1f5\U0001f1f7\U0001f1fa-\U0001f1ff"
    r"]|\U0001f1e9[\U0001f1ea\U0001f1ec\U0001f1ef\U0001f1f0\U0001f1f2\U0001f1f4"
    r"\U0001f1ff]|\U0001f1ea[\U0001f1e6\U0001f1e8\U0001f1ea\U0001f1ec\U0001f1ed"
    r"\U0001f1f7-\U0001f1fa]|\U0001f1eb[\U0001f1ee-\U0001f1f0"
    r"\U0001f1f2\U0001f1f4\U0001f1f7]|\U0001f1ec[\U0001f1e6\U0001f1e7\U0001f1e9"
    r"-\U0001f1ee\U0001f1f1-\U0001f1f3\U0001f1f5-\U0001f1fa\U0001f1fc\U0001f1fe"
    r"]|\U0001f1ed[\U0001f1f0\U0001f1f2\U0001f1f3\U0001f1f7\U0001f1f9\U0001f1fa"
    r"]|\U0001f1ee[\U0001f1e8-\U0001f1ea\U0001f1f1-\U0001f1f4"
    r"\U0001f1f6-\U0001f1f9]|\U0001f1ef[\U0001f1ea\U0001f1f2\U0001f1f4"
    r"\U0001f1f5]|\U0001f1f0[\U0001f1ea\U0001f1ec-\U0001f1ee\U0001f1f2"
    r"\U0001f1f3\U0001f1f5\U0001f1f7\U0001f1fc\U0001f1fe\U0001f1ff]|\U0001f1f1["
    r"\U0001f1e6-\U0001f1e8\U0001f1ee\U0001f1f0\U0001f1f7-\U0001f1fb\U0001f1fe]"
    r"|\U0001f1f2[\U0001f1e6\U0001f1e8-\U0001f1ed\U0001f1f0-\U0001f1ff"
    r"]|\U0001f1f3[\U0001f1e6\U0001f1e8\U0001f1ea-\U0001f1ec\U0001f1ee"
    r"\U0001f1f1\U0001f1f4\U0001f1f5\U0001f1f7\U0001f1fa\U0001f1ff]|\U0001f1f4\U0001f1f2"
    r"|\U0001f1f5[\U0001f1e6\U0001f1ea-\U0001f1ed\U0001f1f0-\U0001f1f3"
    r"\U0001f1f7-\U0001f1f9\U0001f1fc\U0001f1fe]|\U0001f1f6\U0001f1e6|"
    r"\U0001f1f7[\U0001f1ea\U0001f1f4\U0001f1f8\U0001f1fa\U0001f1fc]|\U0001f1f8"
    r"[\U0001f1e6-\U0001f1ea\U0001f1ec-\U0001f1f4\U0001f1f7-\U0001f1f9"
    r"\U0001f1fb\U0001f1fd-\U0001f1ff]|\U0001f1f9[\U0001f1e6\U0001f1e8"
    r"\U0001f1e9\U0001f1eb-\U0001f1ed\U0001f1ef-\U0001f1f4\U0001f1f7\U0001f1f9\U0001f1fb"
    r"\U0001f1fc\U0001f1ff]|\U0001f1fa[\U0001f1e6\U0001f1ec\U0001f1f2\U0001f1f3"
    r"\U0001f1f8\U0001f1fe\U0001f1ff]|\U0001f1fb[\U0001f1e6\U0001f1e8\U0001f1ea"
    r"\U0001f1ec\U0001f1ee\U0001f1f3\U0001f1fa]|\U0001f1fc[\U0001f1eb\U0001f1f8"
    r"]|\U0001f1fd\U0001f1f0|\U0001f1fe[\U0001f1ea\U0001f1f9]"
    r"|\U0001f1ff[\U0001f1e6\U0001f1f2\U0001f1fc]|[\U0001f0cf"
    r"\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff\U0001f201\U0001f232-"
    r"\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f320\U0001f32d"
    r"-\U0001f335\U0001f337-\U0001f37c\U0001f37e-\U0001f384\U0001f386-"
    r"\U0001f393\U0001f3a0-\U0001f3c1\U0001f3c5\U0001f3c6\U0001f3c8\U0001f3c9\U0001f3cf-"
    r"\U0001f3d3\U0001f3e0-\U0001f3f0\U0001f3f4\U0001f3f8-\U0001f3ff]|"
    r"[\U0001f400-\U0001f43e\U0001f440\U0001f444\U0001f445\U0001f451-\U0001f465"
    r"\U0001f46a-\U0001f46d\U0001f46f\U0001f479-\U0001f47b\U0001f47d-\U0001f480"
    r"\U0001f484\U0001f488-\U0001f4a9\U0001f4ab-\U0001f4fc\U0001f4ff-\U0001f53d"
    r"\U0001f54b-\U0001f54e\U0001f550-\U0001f567\U0001f5a4\U0001f5fb-\U0001f644"
    r"\U0001f648-\U0001f64a\U0001f680-\U0001f6a2\U0001f6a4-\U0001f6b3\U0001f6b7"
    r"-\U0001f6bf\U0001f6c1-\U0001f6c5\U0001f6d0-\U0001f6d2\U0001f6eb\U0001f6ec"
    r"\U0001f6f4-\U0001f6f9]|[\U0001f910-\U0001f917\U0001f91d"
    r"\U0001f920-\U0001f925\U0001f927-\U0001f92f\U0001f93a\U0001f93c\U0001f940-"
    r"\U0001f945\U0001f947-\U0001f970\U0001f973-\U0001f976\U0001f97a\U0001f97c-"
    r"\U0001f9a2\U0001f9b4\U0001f9b7\U0001f9c0-\U0001f9c2\U0001f9d0\U0001f9de-\U0001f9ff"
    r"]|[\u23e9-\u23ec\u23f0\u23f3\u267e\u26ce"
    r"\u2705\u2728\u274c\u274e\u2753-\u2755\u2795-\u2797"
    r"\u27b0\u27bf\ue50a])|\ufe0f"
)
