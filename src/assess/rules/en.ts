/** English: how breached data is said to go round. */
import type { CirculationPack, PostPack } from './contract.ts'

export const circulation: CirculationPack = {
  language: 'en',
  words: {
    data: [
      'data',
      'datasets?',
      'database',
      'databases',
      'db',
      'dumps?',
      'records',
      'rows',
      'accounts',
      'credentials',
      'leaks?',
      'breach',
      'breaches',
      'files?',
      'archive',
      'corpus',
      'information',
      'details',
      'logs',
      'passwords?',
      'emails',
      'e-mails',
      'lists?',
      'logins',
      'addresses',
      'numbers',
      'pii',
      'dossiers?',
      'documents',
      'scans',
      'content',
      'contents',
      'subscribers',
      'users',
      'customers',
      'members',
      'it',
      'which',
      'them',
      'they',
      'incident',
      'backup',
      'collection',
    ],
    place: [
      'forums?',
      'market',
      'markets',
      'market ?places?',
      'dark ?web',
      'dark ?net',
      'underground',
      'telegram',
      'discord',
      'channels?',
      'twitter',
      'communit(?:y|ies)',
      'circles',
      'sites?',
      'websites?',
      'online',
      'internet',
      'web',
      'boards?',
      'pastebin',
      'torrents?',
      'bittorrent',
      'mega',
      'github',
      'chat',
      'groups?',
      'blog',
      'shops?',
    ],
    widely: [
      'broadly',
      'widely',
      'extensively',
      'heavily',
      'actively',
      'regularly',
      'commonly',
      'massively',
      'repeatedly',
    ],
    when: [
      'subsequently',
      'later',
      'then',
      'initially',
      'originally',
      'previously',
      'allegedly',
      'reportedly',
      'consequently',
      'first',
      'eventually',
      'already',
      'also',
      'apparently',
      'ultimately',
      'actively',
      'now',
      'privately',
      'openly',
      'earlier',
      'thereafter',
      'afterwards',
      'since',
      'once',
      'successfully',
      'quickly',
      'soon',
    ],
    criminals: [
      'hackers?',
      'cyber ?criminals?',
      'criminals?',
      'attackers?',
      'traders?',
      'sellers?',
      'threat actors?',
      'actors?',
      'spammers?',
      'fraudsters?',
      'thie(?:f|ves)',
      'someone',
    ],
  },
  rules: [
    {
      id: 'en.sale.put-up',
      says: 'for-sale',
      strength: 0.98,
      pattern:
        '(?:put|went|goes|go|going|gone|placed|list~|appear~|offer~|post~|advertis~|surfac~|found|discover~|seen|spotted|made available|turned up|came|come|hawk~|promot~|emerg~|up) +4 for sale',
      fires: 'The data was later put up for sale on a forum.',
      spares: 'The firm listed the house for salesmen to visit.',
    },
    {
      id: 'en.sale.data-for-sale',
      says: 'for-sale',
      strength: 0.95,
      pattern: '<data> +6 for sale',
      fires: 'Their records, 20k in all, are there for sale. The database is for sale.',
      spares: 'A site with cars for sale was breached.',
    },
    {
      id: 'en.sale.for-sale-at',
      says: 'for-sale',
      strength: 0.95,
      pattern: 'for sale (?:on|via|at|in|to|through|by|across)… <place>',
      fires: 'It was for sale on several underground markets.',
      spares: 'Tickets for sale at the box office.',
    },
    {
      id: 'en.sale.sold',
      says: 'for-sale',
      strength: 0.93,
      pattern: '(?:<when>|being|were|was|been|and|or|be|data|database|breach|records|it|which|are|is) sold +3',
      fires: 'The data was subsequently sold online.',
      spares: 'The shop sold furniture.',
    },
    {
      id: 'en.sale.sold-at',
      says: 'for-sale',
      strength: 0.95,
      pattern: 'sold (?:on|via|in|through|across|amongst|among|between|by|to) 4+ (?:<place>|<criminals>)',
      fires: 'Half of it, sold on a hacking forum, is stale.',
      spares: 'Sold by the supermarket as a gift card.',
    },
    {
      id: 'en.sale.selling',
      says: 'for-sale',
      strength: 0.93,
      pattern:
        "(?:selling|sell|sells|sold|resell|reselling|resold|auctioning|auctioned|flogging|peddl~|hawk~|monetis~|monetiz~) (?:off )?(?:access to )?(?:the|their|its|his|her|a|an|this|that|all|stolen|hacked|leaked|user|customer|\\d[\\d.,]*[kmb]?|over|of|million|records?|full|entire|whole|what|site's|company's| )*<data>",
      fires: 'An actor is selling the entire customer database.',
      spares: 'A retailer selling shoes and handbags.',
    },
    {
      id: 'en.sale.sale-of',
      says: 'for-sale',
      strength: 0.92,
      pattern: '(?:sale|resale|auction|trade and sale) of 4+ <data>',
      fires: 'A post announced the sale of the stolen data.',
      spares: 'Since the sale of its offices the firm has shrunk.',
    },
    {
      id: 'en.sale.auction',
      says: 'for-sale',
      strength: 0.9,
      pattern: '(?:auctioned|being auctioned|put up for auction|(?:at|up for) auction|to the highest bidder)',
      fires: 'The files were auctioned by the gang.',
      spares: 'The auction house was breached.',
    },
    {
      id: 'en.sale.price',
      says: 'for-sale',
      strength: 0.9,
      pattern:
        '(?:(?:asking|offered|advertised|listed|available|sale) (?:price )?(?:of |for |at )?|in exchange for |at a price of |priced at |price tag of )(?:just |only |around |about |approximately |roughly |a reported )?(?:[$€£] ?\\d[\\d.,]*k?|\\d[\\d.,]*k? ?(?:usd|us dollars|dollars|euros?|eur|btc|bitcoins?|xmr|monero)|bitcoins?|cryptocurrency)(?! ransom)',
      fires: 'The set was offered for 5 BTC by its author.',
      spares: 'The attackers gained $5 of credit.',
    },
    {
      id: 'en.sale.dark-market',
      says: 'for-sale',
      strength: 0.8,
      pattern:
        '(?:on|via|to|in|at|through) (?:a|an|the|several|multiple|various|other|another|popular|well-known|underground|russian|hacking|dark|criminal|illicit|"|real|deal| )*(?:dark ?net|dark ?web|dark|deep ?web|underground|black|illicit|criminal|cyber ?crime) ?market ?(?:place)?s?',
      fires: 'The records appeared on a dark web marketplace.',
      spares: 'The dark web marketplace Hansa was breached.',
    },
    {
      id: 'en.trade.traded',
      says: 'traded',
      strength: 0.95,
      pattern:
        '(?:<when>|<widely>|being|were|was|been|and|or|found|are|is|it|data|heavily|circulated|sold|shared|bought) traded',
      fires: 'The breach was being traded online.',
      spares: 'A site where cards are bought by collectors.',
    },
    {
      id: 'en.trade.trading-data',
      says: 'traded',
      strength: 0.9,
      pattern:
        '(?:trading|traded|trade|swapping|swapped|exchanging|exchanged|bartering) (?:of |in )?(?:the|their|its|this|stolen|hacked|leaked|user|customer| )*(?:data|datasets?|database|databases|dumps?|records|credentials|breach(?:es)?|leaks?|logs)',
      fires: 'Forum members were trading the stolen data.',
      spares: 'A trading card game was breached.',
    },
    {
      id: 'en.trade.circulate',
      says: 'traded',
      strength: 0.93,
      pattern: '(?:re)?circulat~',
      fires: 'The file began circulating amongst traders.',
      spares: 'Air is moved through the building.',
    },
    {
      id: 'en.trade.redistribute',
      says: 'traded',
      strength: 0.95,
      pattern:
        '(?:re-?distribut~|re-?shared|re-?posted|re-?published|re-?released|re-?uploaded|re-?leaked|re-?packaged|re-?surfac~|re-?emerged|re-?appeared)',
      fires: 'It was later redistributed as part of a larger corpus of data.',
      spares: 'The post was widely published.',
    },
    {
      id: 'en.trade.distributed',
      says: 'traded',
      strength: 0.85,
      pattern:
        '(?:(?:<when>|<widely>|being|were|was|been|and|all|data|it) distributed|distributed +3 (?:on|via|online|in|across|through|throughout|amongst|among|over|around|as)|distribution of (?:the|this|stolen|leaked) <data>)',
      fires: 'The dump was distributed online.',
      spares: 'A distributed team of researchers found it.',
    },
    {
      id: 'en.trade.widely-shared',
      says: 'traded',
      strength: 0.93,
      pattern:
        '(?:(?:shared|spread|disseminated|copied|available|published|posted|leaked|passed|dumped|mirrored) +2 (?:<widely>|far and wide)|<widely> (?:shared|spread|disseminated|copied|mirrored|published|available|passed|leaked|posted|downloaded|seeded|torrented|used))',
      fires: 'The data was shared extensively throughout hacking communities.',
      spares: 'The data was shared once, on a blog.',
    },
    {
      id: 'en.trade.hand-to-hand',
      says: 'traded',
      strength: 0.9,
      pattern:
        '(?:passed around|pass(?:ed|ing) (?:from hand to hand|between <criminals>)|(?:changed|changing) hands|(?:making|made|do|doing|did) the rounds|going around|floating around|doing the rounds|spread(?:ing)? (?:throughout|through|widely|amongst|among)|exchanged (?:on|in|between|amongst|among|via|online|for|within))',
      fires: 'Copies were making the rounds on chat groups.',
      spares: 'Guards make their rounds at night.',
    },
    {
      id: 'en.trade.compiled',
      says: 'traded',
      strength: 0.85,
      pattern:
        '(?:(?:larger|broader|bigger|wider) (?:corpus|collection|compilation|set|bundle|trove|pack|package|cache|archive|batch|dump|aggregation|list)(?: of)?|(?:collection|compilation|bundle|cache|trove|batch|corpus|pack) of (?:\\p{L}+ |\\d[\\d.,]*k? ){0,4}(?:(?:data )?breaches|breached (?:\\p{L}+ )?(?:websites|sites|databases|services|data)|leaks|databases|(?:security |other large )?incidents|dumps|hacked (?:websites|sites|databases))|compilation of many breaches|comp~ (?:from|of) (?:many|multiple|several|various|previous|other|earlier|numerous|older) 2+ (?:breaches|leaks|sources|incidents)|(?:alongside|along with|among|amongst|together with) (?:several|many|various|numerous|multiple|hundreds of|dozens of|a number of) 2+ (?:breaches|leaks|incidents|databases|data sets|datasets))',
      fires: 'It was part of a large collection of breached databases.',
      spares: 'The museum has a large collection of coins.',
    },
    {
      id: 'en.trade.combo-list',
      says: 'traded',
      strength: 0.93,
      pattern:
        '(?:combo ?-?(?:lists?)|combo lists?|combolists?|credential[ -]stuffing (?:lists?|data|corpus|logs)|lists? of 3+ (?:credential[ -]pairs|username and password pairs|e-?mails? (?:address(?:es)? )?and passwords?|e-?mail address(?:es)? and (?:plain ?text )?passwords?)|combinations? of e-?mails? (?:address(?:es)? )?and passwords?|lists? of (?:compromised |stolen |leaked )?credentials|credential (?:pairs|lists))',
      fires: 'The combo list held 80M credentials.',
      spares: 'A password manager listed its customers.',
    },
    {
      id: 'en.trade.stealer-log',
      says: 'traded',
      strength: 0.9,
      pattern:
        '(?:(?:info)?-?stealer (?:malware )?(?:logs?|data)|(?:redline|raccoon|vidar|lumma|azorult|naz|alien txtbase|meta|risepro|stealc) (?:(?:stealer|malware|infostealer)(?: malware)? )?logs|malware logs|logs (?:produced by|captured by|obtained by|collected by|gathered by|from|of) 3+ (?:malware|(?:info)?stealers?))',
      fires: 'The stealer logs were obtained from a messaging channel.',
      spares: 'Server logs were kept for a year.',
    },
    {
      id: 'en.trade.spam-list',
      says: 'traded',
      strength: 0.6,
      pattern:
        '(?:spam (?:lists?|databases?)… (?:emerged|surfaced|appeared|discovered|found|circulat~|trad~|sold|shared|distributed|exchanged)|(?:emerged|surfaced|appeared|discovered|found|traded|shared) +4 spam lists?|mailing lists? (?:used|traded) (?:by|among) spammers|used (?:by spammers|for spamming))',
      fires: 'A spam list of 30M people emerged.',
      spares: 'The spam filter was misconfigured.',
    },
    {
      id: 'en.leak.leaked',
      says: 'leaked',
      strength: 0.9,
      pattern:
        '(?:(?:<when>|was|were|been|being|and|data|database|breach|accounts|records|emails|publicly|it|then|had) leaked|leaked (?:publicly|online|on|to|onto|via|by|in|the|their|over|data|it|a)|(?:data|database|public|publicly|online) leak)',
      fires: 'The database was leaked online.',
      spares: 'Water was found under the leaking roof.',
    },
    {
      id: 'en.leak.dumped',
      says: 'leaked',
      strength: 0.9,
      pattern:
        '(?:dumped|dumping) +3 (?:publicly|online|on|to|onto|via|in|out|including|the|it|all|by|data|database)|(?:was|were|been|database|data|publicly|and|accounts|records|details) dumped',
      fires: 'Accounts were dumped publicly.',
      spares: 'The database dump contained names.',
    },
    {
      id: 'en.leak.posted',
      says: 'leaked',
      strength: 0.88,
      pattern:
        '(?:posted|uploaded|published|released|shared|dropped|placed|put|pasted|made public|distributed|disseminated|revealed|advertised|offered) +5 (?:publicly|online|to (?:the )?(?:public|internet|web)|on(?:to)? (?:a|an|the|multiple|several|their|his|her|twitter|pastebin|telegram|reddit|github|various|popular|hacking|other|another|underground|public|social|mega)|to (?:a|an|the|multiple|several|pastebin|twitter|telegram|reddit|github|popular|hacking|other|various|underground|public) +5 <place>|via (?:a|an|the|twitter|torrent|pastebin|telegram|bittorrent|tor)|as a torrent|in (?:a|the|several|various|multiple|hacking) +3 <place>|for (?:free|download|anyone|all)|by (?:wikileaks|anonymous|hacktivists?|the 2+ (?:attackers?|hackers?|group|gang)|a hack~|hackers))',
      fires: 'The data was posted to a popular hacking forum.',
      spares: 'The shop posted its customers a parcel.',
    },
    {
      id: 'en.leak.publicly',
      says: 'leaked',
      strength: 0.85,
      pattern:
        '(?:publicly|openly|freely) (?:posted|released|dumped|published|leaked|shared|exposed online|available (?:for download|online|via|on)|distributed|posting|releasing|dumping|publishing)|(?:posted|released|dumped|published|exposed|shared) (?:publicly|openly|freely)|(?:public|full) (?:disclosure|release|dump|posting|publication) of|made +2 (?:publicly |freely )?(?:available (?:for|to|online|on|via)|public|searchable|downloadable)|available (?:for|as a) (?:free )?(?:public )?(?:download|torrent)|went public with',
      fires: 'It was publicly posted and made available for download.',
      spares: 'A publicly accessible server held it.',
    },
    {
      id: 'en.leak.appeared',
      says: 'leaked',
      strength: 0.8,
      pattern:
        '(?:appear~|surfac~|emerg~|turn(?:ed|ing) up|show(?:ed|ing) up|found its way|found their way|ended up|popped up|came to light|materialised|landed|posted|discovered|located|found|seen|identified|spotted|hosted|listed) +3 (?:online|(?:on|in|to|onto|from|via) (?:a|an|the|several|multiple|various|popular|public)? +5 ?(?:(?:hacking|hacker|hackers|underground|cybercrime|crime|criminal|breach|leak|dark ?web|clear ?web|russian|cracking|data)[ -](?:\\p{L}+ )?(?:forums?|circles|communit(?:y|ies)|sites?|websites?|boards?|channels?|groups?)|pastebin|bittorrent|torrents?|dark ?web|telegram|file[ -]sharing (?:\\p{L}+ )?(?:sites?|services?|platforms?)|paste ?bin|paste sites?|internet|public domain))',
      fires: 'Ten million records appeared on a popular hacking forum.',
      spares: 'The founder appeared on television.',
    },
    {
      id: 'en.leak.active',
      says: 'leaked',
      strength: 0.82,
      pattern:
        '(?:(?:hackers?|hacktivists?|attackers?|anonymous|group|gang|wikileaks|lulzsec|individual|actors?|collective|someone|who|and|then|promptly|later|subsequently) (?:\\p{L}+ )?(?:published|leaked|dumped|released|posted|uploaded) (?:\\p{L}+ |\\d[\\d.,]*\\p{L}* ){0,8}?(?:data|database|emails|records|accounts|documents|files|credentials|passwords|dump|gb|it|them|contents|information|details|archive|online|publicly))',
      fires: 'Hacktivists published almost 2GB of data.',
      spares: 'The company published a notice.',
    },
    {
      id: 'en.leak.data-surfaced',
      says: 'leaked',
      strength: 0.7,
      pattern:
        '(?:<data>(?: from the site| of \\p{L}+| finally| subsequently| later| then| first| eventually| also| publicly| has| had| have| all| were| was)* (?:surfaced|emerged|appeared(?! to| as| in)|popped up|came to light|turned up(?! to)|socialised|socialized|showed up)|(?:surfaced|socialised|socialized) (?:on|in|online|publicly|at|via)|(?:published|leaked|dumped|released|publishing|leaking|dumping|releasing|release of|publication of) (?:\\p{L}+ |\\d[\\d.,]*\\p{L}* ?){0,6}?(?:gb|tb|mb|emails|e-mails|user records|records|accounts|credentials|databases?|data sets?|documents|files|customer data|user data|personal data|the data))',
      fires: 'A 339k record subset of the data emerged. The hackers published over 30GB of data.',
      spares: 'The operator published a statement.',
    },
    {
      id: 'en.leak.data-published',
      says: 'leaked',
      strength: 0.8,
      pattern:
        '(?:<data>|gb|tb) (?:(?:<when>|was|were|being|been|has|had|have|is|are) )*(?:published|publici[sz]ed)(?! (?:\\p{L}+ ){0,2}(?:by the (?:company|firm|site)|a (?:statement|notice|blog)|an (?:article|analysis|apology)))|publici[sz]ed (?:the |their |its )?<data>',
      fires: 'The data was subsequently published containing 2.7M email addresses.',
      spares: 'A notice about the incident, published by the company, gave no number.',
    },
    {
      id: 'en.leak.links',
      says: 'leaked',
      strength: 0.8,
      pattern:
        '(?:(?:tweet|tweets|post|message|thread|link|links) +6 (?:link|links|linking) to 4+ (?:data|breach|dump|file|database|archive|download)|links? to (?:download )?(?:the|a|an) 3+ (?:data|dump|database|archive)|via (?:a )?(?:bit)?torrents?|as a torrent|torrent (?:file )?(?:of|containing|with)|(?:ransomware|data) leak site|leak sites?|published by the 2+ (?:gang|group))',
      fires: 'A tweet was posted with a link to an alleged data breach.',
      spares: 'A torrent site was hacked.',
    },
  ],
  vetoes: [
    {
      id: 'en.veto.not',
      takesFrom: ['for-sale', 'traded', 'leaked'],
      pattern:
        "(?:(?:not|never|nor|wasn't|weren't|hasn't|haven't|isn't|neither|rather than|without)(?: (?:been|being|be|yet|ever|publicly|actually|openly|widely|have|has|had|to|known|believed|thought|appear|currently|since|subsequently|made|put|listed|offered|up|was|were|is|are|it|the|data|any)){0,4}|(?:no (?:evidence|indication|sign|suggestion|proof)|unclear (?:if|whether)|unknown (?:if|whether)|not known (?:if|whether)|whether) +7) (?:sold|for sale|traded|circulat~|leaked|published|posted|dumped|released|shared|redistributed|distributed|made public|publicly|selling|appear~|available|offered for sale|put up for sale|listed for sale) +4",
      fires: 'There is no evidence that the data was sold online.',
      spares: 'The data was not salted and was sold online.',
    },
    {
      id: 'en.veto.lawful-sale',
      takesFrom: ['for-sale', 'traded'],
      pattern:
        "(?:sold (?:by|through|via|from) (?:the|its|their) (?:compromised |breached |hacked |affected |own |company's )*(?:company|firm|sites?|websites?|store|shop|service|retailer|app|platform|stores|shops)|(?:products?|goods|services?|tickets?|items?|games?|books?|software|devices?|merchandise|phones?|cars?|vehicles?|domains?|apps?|licen[cs]es?|courses?|property|homes?|clothing|data) +2 (?:is |are |it |they |were |was )?(?:previously |legally |lawfully |legitimately )?sold (?:by|through|to|via) (?:the |its )?(?:compromised |breached |hacked |affected )?(?:company|firm|site|store|shop|service|retailer|app|marketers?|advertisers?|customers|businesses|brokers?|clients|companies|consumers|subscribers|platform)|sold to (?:advertisers?|marketers?|third[ -]part(?:y|ies)|clients|businesses|companies|a company|another company|new owners?|an? (?:\\p{L}+ )?(?:company|firm|investor|buyer|competitor|owner))|(?:company|site|website|service|business|firm|domain|app|forum|brand|platform) (?:has |had |was |is |been |since |later |subsequently |then |being |already )*sold +2|(?:that|which|who) sells? +3|for sale on the (?:website|site|platform|app|marketplace|store)|(?:items?|ads?|guns?|firearms?|vehicles?|goods|products?|weapons?|property|properties) +3 (?:listed |offered |advertised |up |put up )*for sale|legally (?:sold|traded)|legitimately (?:sold|traded)|(?:business|company|service|site|website|store|shop|retailer|vendor|broker|aggregator|firm|platform|marketplace|app) +3 (?:selling|sells|sell|trading|trades|offering) +5)",
      fires: 'The data aggregator sells lists to advertisers.',
      spares: 'The aggregator was breached and the data sold on a forum.',
    },
    {
      id: 'en.veto.trading-victim',
      takesFrom: ['for-sale', 'traded', 'leaked'],
      pattern:
        '(?:(?:trading|trade|traded|selling|sales?|auction|torrents?|leak|paste|file[ -]sharing)[ -](?:cards?|platforms?|sites?|websites?|forums?|services?|marketplaces?|communit(?:y|ies)|apps?|exchanges?|games?|company|house|firm|trackers?) +4 (?:suffered|was (?:hacked|breached|compromised)|had|exposed)|(?:publicly|stock exchange) traded (?:company|firm|on)|traded (?:cards?|stocks?|shares|currenc(?:y|ies)|cryptocurrenc(?:y|ies)))',
      fires: 'The currency trading site suffered a data breach.',
      spares: 'The data was traded on hacking forums.',
    },
    {
      id: 'en.veto.own-words',
      takesFrom: ['leaked'],
      pattern:
        '(?:(?:(?:found|discovered|left|identified|located) )?exposed (?:online|to the (?:internet|public))|(?:posted|published|released|shared|disclosed|issued|made) +3 (?:notices?|notifications?|statements?|announcements?|advisor(?:y|ies)|disclosures?|blog posts?|reports?|analysis|details of the|write-?up|articles?|apolog(?:y|ies)) +6|publicly (?:accessible|facing|available (?:resource|sources?|api|information|web|interface|profile|records)|exposed (?:server|database|instance|api|backup|mongodb|elasticsearch|bucket)|disclosed the (?:incident|breach)|announced)|(?:from|of) publicly available (?:\\p{L}+ )?(?:sources|data|information|profiles))',
      fires: 'The school posted a data breach notification to their website.',
      spares: 'The school data was posted to a forum.',
    },
  ],
}

/** English: what a post does. */
export const posts: PostPack = {
  language: 'en',
  words: {
    data: [
      'data',
      'datasets?',
      'databases?',
      'dbs?',
      'dumps?',
      'records',
      'rows',
      'accounts',
      'leaks?',
      'lists?',
      'files?',
      'scans?',
      'documents',
      'docs',
      'fullz',
      'dossiers?',
      'archive',
      'contacts',
      'base',
      'tables?',
      'backup',
      'export',
      'register',
      'registry',
      'payroll',
      'ids',
      'passports',
      'leads',
      'numbers',
      'info',
      'profiles',
      'households',
      'citizens',
      'residents',
      'patients',
      'pii',
    ],
    way: [
      'vpn',
      'rdp',
      'rdweb',
      'ssh',
      'citrix',
      'anydesk',
      'teamviewer',
      'screenconnect',
      'shell',
      'webshell',
      'web ?mail',
      'owa',
      'mailbox(?:es)?',
      'inbox(?:es)?',
      'imap',
      'smtp',
      'admin (?:panel|console|account|login|access)',
      'panel',
      'console',
      'cpanel',
      'domain (?:user|admin)',
      'foothold',
      'initial access',
      'network access',
      'backdoor',
      'root',
      'session',
      'vcenter',
      'esxi',
      'fortinet',
      'forti(?:gate|vpn)',
      'gitlab',
      'jira',
      'cms',
      'wp-admin',
      'back ?office',
      'local admin',
      'reverse shell',
      'scada',
      'o365',
      'office ?365',
      'm365',
      'intranet',
      'backup server',
      'remote desktop',
      'active directory',
      'entry point',
      'ftp',
      'sftp',
    ],
  },
  rules: [
    {
      id: 'en.post.sell',
      cue: 'sell',
      pattern:
        '(?:wts|w2s|selling|i sell|we sell|sell(?:ing)? (?:my|this|the|a|fresh|full|off)|for sale|f\\/s|on sale|up for sale|letting (?:it|this|them|the \\p{L}+) go|offloading|offering up|buy now|taking offers|make (?:me )?an offer|best offer|offers? (?:above|over|from|starting|in pm|via)|ask(?:ing)? ?:|for sale|selling|i want \\$?\\d+ for|price(?:d)? (?:to go|per|in|like)|reselling|resell|payment first|send (?:coins|crypto|btc)|you pay|i take (?:xmr|btc|usdt|crypto|monero)|i accept (?:monero|btc|xmr|crypto|usdt)|half upfront|cash only|middleman welcome|escrow (?:yes|ok|welcome|encouraged|on you|fees)|(?:still|again) available|willing to let|go under value|last copy|ready to ship|fair price|only the tariff|per copy|key after payment|pay after)',
      fires: 'WTS fresh town hall payroll',
      spares: 'They wanted to see the seller banned.',
    },
    {
      id: 'en.post.sell-weak',
      cue: 'sell-weak',
      pattern:
        "(?:on offer|clearance|closing stock|to the first (?:who|one)|takes? (?:it|the lot|all|everything|both)|buys? (?:it|you|the lot|everything)|gets (?:it|you|the (?:lot|whole|full))|price ?list|in stock|restock(?:ed)?|my (?:shop|store)|our (?:shop|store)|(?:new|serious|real) buyers|buyers? only|for buyers|customers? get|order|orders|accepting (?:btc|xmr|usdt|offers)|what(?:ever)? you (?:pay|get)|paid (?:only|content|in advance)|pay (?:first|per|in)|sold as|sold (?:separately|together|whole|per|by the)|i want \\$?\\d[\\d.,]*k?|i ask(?: for)? \\$?\\d|get(?:s)? the (?:password|key|file|rest)|buy (?:the|both|one|two|three|all|any)|still (?:for sale|selling|up)|price list|bonus|deal through|yours for|looking for (?:a|one|serious) buyers?|anything (?:above|over|from)|one buyer|drop(?:ped)? the price|for the first|i'd (?:like|take|want|accept) \\$?\\d|goes to (?:whoever|the (?:first|one))|whoever (?:pays|wires|sends|buys)|(?:pays|wires|sends) first|interested in (?:monero|money|btc|bitcoin|cash)|min(?:imum)? order|new stock|fresh stock|talk to me|delivered|delivery|it's yours|is yours|are yours|yours|one time fee|replace(?:ment)? guarantee|fees on you|same seller|same price|offers in|quality|satisfaction|ask for the|ask price|asking|support|bundle|together|contact me only if|seller here|can pay|support with|who wants|fifty and|and it's done|throw in|reply times|get my money back|at cost|both|returning buyers|for buyers|from \\d|nobody gets|cheap)",
      fires: 'Buyers only, price list in my shop',
      spares: 'The town hall is closed.',
    },
    {
      id: 'en.post.told-sale',
      cue: 'told-sale',
      pattern:
        '(?:(?:was|were|been|being|is|are|had been|allegedly|reportedly) (?:sold|offered|advertised|listed|put up|traded)|sellers?|offered for sale|put up for sale|listed (?:for sale|on)|resellers?|(?:a|the|one) (?:listing|seller|vendor|broker|actor|threat actor)|vendors|brokers|selling stolen|sells? stolen|for sale (?:on|by)|the sale of|sale of (?:stolen|personal|the))',
      fires: 'The file was offered on a forum by one seller.',
      spares: 'WTS the file',
    },
    {
      id: 'en.post.not-sell',
      cue: 'not-sell',
      pattern:
        "(?:(?:not|never|no longer|don't|do not|dont|won't|will not|isn't|isnt|ain't|wasn't|am not|i'm not|im not|nobody is|stop) (?:\\p{L}+ )?(?:selling|sell|for sale|buying|asking for money|taking money|interested in money)|nothing (?:to sell|for sale)|no sale|not a (?:seller|sale|shop))",
      fires: "I'm not selling anything, I only asked.",
      spares: 'selling, no haggling',
    },
    {
      id: 'en.post.price',
      cue: 'price',
      pattern:
        '(?:price|priced|asking price|bucks?|quid|dollars?|usd|euros?|eur|gbp|pounds|grand|cents?|each|apiece|a piece|per (?:unit|head|record|line|row|machine|hit|query|lookup|piece|k|thousand|1k|account|box|host)|cheap|cheaper|discounts?|bulk|half price|refunds?|no refunds|fee|costs? you|for the (?:lot|pack|bundle|set)|the lot|whole lot)',
      fires: 'ten bucks for the lot',
      spares: 'the town hall is closed',
    },
    {
      id: 'en.post.payment',
      cue: 'payment',
      pattern:
        '(?:btc|bitcoins?|xmr|monero|usdt|trc-?20|erc-?20|ltc|litecoin|eth|ethereum|crypto|escrow|middle ?man|mm|guarantor|garant|deposit|payment|paypal|upfront|up front|wire|cash ?app|in advance)',
      fires: 'escrow ok, xmr only',
      spares: 'the middle of the road',
    },
    {
      id: 'en.post.exclusive',
      cue: 'exclusive',
      pattern:
        "(?:one (?:hand|buyer|copy|customer|owner|sale)|1 (?:hand|buyer|copy|customer|sale)|single (?:buyer|copy|hand|sale)|one[- ]time sale|exclusive(?:ly)?|nobody else has|no one else has|not shared|never (?:leaked|shared|posted|sold|published|seen)|unpublished|private base|first (?:hand|come)|only (?:one|two|three|\\d) (?:copies|buyers|slots)|(?:two|three|\\d) (?:copies|slots|seats) (?:left|only)|then (?:it )?(?:leaves|goes off) the market|won't (?:be )?resold|only one with|one owner|only copy|i sell it (?:once|twice|three times) only|two customers max|three times only)",
      fires: 'one hand, never leaked',
      spares: 'one of them asked',
    },
    {
      id: 'en.post.haggle',
      cue: 'haggle',
      pattern:
        "(?:obo|negotiable|neg|nego|non[- ]negotiable|firm|no (?:lowball~|haggling|discounts?|time ?wasters?|timewasters|refunds?|bro|tire ?kickers)|low ?ball~|serious (?:only|offers?|inquiries|people)|first come|don't haggle|do not ask for (?:a )?discount|best price|final price|open to offers|price (?:drop|reduced|cut|lowered)|lowered to|last price)",
      fires: 'price is negotiable, no lowballers',
      spares: 'the firmware is old',
    },
    {
      id: 'en.post.contact',
      cue: 'contact',
      pattern:
        '(?:pm(?: me)?|dm(?: me)?|dms?|hit me up|hmu|write (?:me|to)|contact|message me|reach (?:me|out)|telegram|tg|tox|qtox|jabber|xmpp|session id|wickr|signal|in my (?:profile|bio|signature)|in profile|inbox me|ping me|text me|you know where)',
      fires: 'DM me, tox in profile',
      spares: 'the contract was signed',
    },
    {
      id: 'en.post.data',
      cue: 'data',
      pattern:
        '(?:<data>|csv|sql|json|xlsx|bcrypt|md5|hashed|plaintext|emails|phones|addresses|dob|ssn|iban|unique|columns|fields|lines|employees|customers?|clients?|members|students|pupils|parents|families|pensioners|taxpayers|tenants|voters|subscribers|staff|tax roll|deeds|licen[cs]es|certificates|invoices|contracts|permits|diplomas|prescriptions|municipality|town hall|city hall|council)',
      fires: 'a database of 40k rows',
      spares: 'a house by the sea',
    },
    {
      id: 'en.post.bid',
      cue: 'bid',
      pattern:
        "(?:auction(?:s|ed|ing)?|(?:start|starting|opening)(?: (?:bid|price|at))? ?:? ?[$€]? ?\\d[\\d.,]*k?|(?:min(?:imum)? )?step ?:? ?[$€]? ?\\d|blitz(?: price| paid)?|bidd(?:ing|ers?)|outbid|overbid|highest (?:bidder|offer)|reserve (?:price|met)|no reserve|current (?:bid|price|offer|high)|anti-?snipe|who(?:'ll| will) (?:go higher|give more)|any(?:one|body) (?:higher|more)|going to the highest|takes the lead|highest (?:takes|wins)|you (?:set|name|decide) (?:the|a|your) price|without (?:one|a bid|a new bid)|restart(?:s|ing)? (?:at|from)|round (?:two|2|3)|winner|outbids?|bidders|offers in the thread|\\+ ?\\d+ minimum|current|leading|highest offer|best (?:bid|price|number) (?:wins|takes|gets)|top bid|takes it|who beats|the (?:number|one) to beat|opening (?:bid|the floor)|bid in steps|minimum raise|\\d+ is the number|leader|leads?|we stand at|last call|offers below|closing (?:saturday|sunday|friday|monday|tomorrow|tonight)|silent auction|envelopes|relisting|first number|clock (?:starts|resets)|buy-it-now|bin \\d|climb|sold to the hammer|second place|vanishes|winner pays|the bidder at|stands|prize|start(?:s)? (?:at|from)? ?\\d+|end(?:s)? tomorrow)",
      fires: 'Start: 500, step: 100, blitz: 2k',
      spares: 'the start of the school year',
    },
    {
      id: 'en.post.bid-weak',
      cue: 'bid-weak',
      pattern:
        '(?:bids?|buyout|buy ?out|snipe|going once|lot (?:no |n° ?|#)?\\d+|ends (?:in )?\\d+ ?(?:h|hours?)|last (?:bid|offer) (?:wins|at)|closes? (?:at|on|in|tonight|sunday|friday)|hammer|raise(?:s|d)? (?:of|by|to)|increments?)',
      fires: 'Lot 4, buyout possible, ends in 6 hours',
      spares: 'the start of the school year',
    },
    {
      id: 'en.post.access',
      cue: 'access',
      pattern:
        '(?:<way>|locker teams?|ransom(?:ware)? teams?|foot in the door|way in|jump (?:host|box)|firewall|authorized_keys|file server|server(?:s)?|password (?:for|to|of) (?:a|the|an|their)|account(?:s)? (?:on|of|in) (?:the|their|a)|super ?admin|administrator|keys? to|portal|login(?:s)?|control panel|crew~|endpoints?|add your key|entrance|let you in|gateway|dns account|api key|session cookie|cookie|camera system|credentials|creds|plugin|backdoor|phone home|printer server|reseller panel|swap sims|write rights|contractor|remote desktop|pacs|default password|appliance|locker|unpatched|access broker|town websites|logins?|screenconnect|operator)',
      fires: 'VPN access to a town hall, domain user',
      spares: 'the door of the house',
    },
    {
      id: 'en.post.access-weak',
      cue: 'access-weak',
      pattern:
        '(?:access(?:es)? (?:to|is|with|for|via)|(?:net|corp|full|live|valid|remote|gov|admin|user|domain|email|mail|initial|persistent|stable|local) access|privileges?|privs|edr|av (?:disabled|off)|hosts? (?:alive|in|behind)|pivot|lateral|beacon|implant|revenue|keys? to the (?:door|building|kingdom)|mfa (?:off|disabled|bypassed)|no (?:mfa|2fa)|credentials? (?:work|valid|alive)|logged in|login(?: works| only))',
      fires: 'VPN access to a town hall, domain user',
      spares: 'the door of the house',
    },
    {
      id: 'en.post.only-access',
      cue: 'only-access',
      pattern:
        "(?:(?:no|not a|there's no|without|didn't (?:take|dump|download|touch)(?: any| the)?|haven't (?:dumped|touched|downloaded)(?: any| the)?) (?:database|data|dump|files|base|db|data sales)(?: here| involved)?|nothing (?:was )?(?:dumped|extracted|downloaded|taken|exfiltrated)|took nothing|login only|access only|keys only|just (?:the )?(?:access|door|login|shell)|what you do (?:inside|with it|next|there)|not dumping|(?:i )?(?:don't|do not) (?:do|sell) (?:data|dumps|databases)|you get the shell)",
      fires: 'login only, nothing was dumped',
      spares: 'the whole database',
    },
    {
      id: 'en.post.free',
      cue: 'free',
      pattern:
        "(?:for free|free (?:leak|download|dump|data|database|for all|to (?:all|take|grab|download)|of charge|stuff|gift|today)|(?:it's|its|is|all|totally|completely|100%|yes|now|absolutely) free|freebie|giveaway|give ?away|giving (?:it |this |them )?(?:away|out)|zero (?:cost|price|bucks|dollars|euros)|cost(?:s)? (?:you )?nothing|price(?: is|:)? ?(?:0|zero|none|nothing)|it's zero|on the house|share it|public now|for the community|dumping (?:it|this|the|what|everything)|nobody should pay|have fun|here (?:it is|you go|they are|are all|is the (?:full|whole|complete))|costs? nothing|giving away|public(?:ly)? now|leak(?:ing|ed)? (?:it|this|everything)|free for|for nothing|no password|we (?:want|asked for) nothing|here are (?:the|their|all)|read them|direct link|have a nice|because they|called me a liar|before (?:it|the link) (?:dies|gets|is)|thank me later|i quit|nothing to pay|i don't want (?:money|anything)|everyone has it|all yours|everybody|for all|unlocked for all|link pinned|paywall removed|without credits|without password|full sql inside|be quick|take the|you wanted transparency|my gift|shar(?:e|ing) the full|fully free|nobody (?:will|needs to) pay|belongs to nobody|open directory|have a look before|seed for|i will seed|zip below|whole thing|in full|attached|complete(?: dump)?|posting the whole|not any more)",
      fires: 'here it is for free, enjoy',
      spares: 'the freedom of the press',
    },
    {
      id: 'en.post.free-weak',
      cue: 'free-weak',
      pattern:
        "(?:gift|present for|no (?:charge|fee|cost|payment|price|money|registration|credits?|paywall|strings)|enjoy|help yourselves?|help yourself|grab it|take it|merry christmas|happy (?:leaking|new year|holidays)|spread it|mirror it|seed|for everyone|for everybody|dropping (?:it|this|the)|don't (?:pay|buy)|information wants)",
      fires: 'here it is for free, enjoy',
      spares: 'the freedom of the press',
    },
    {
      id: 'en.post.link',
      cue: 'link',
      pattern:
        '(?:download|magnet|torrent|link (?:below|inside|in|is|here|right|under)|links? (?:below|inside|as before|in the)|mega|gofile|anonfiles?|pixeldrain|mediafire|onionshare|attached|attachment|below|parts? \\d+|\\.(?:7z|zip|rar|tar|gz)|password (?:for|to|of) the (?:archive|zip|rar)|unpack|archive (?:password|below)|in the (?:spoiler|comments?|cloud)|upload(?:ed|ing)?|seed(?:ing|box|ers)?)',
      fires: 'magnet in the spoiler',
      spares: 'the line was cut',
    },
    {
      id: 'en.post.credits',
      cue: 'credits',
      pattern:
        '(?:\\d+ credits?|credits?(?: to (?:unlock|open|see))?|vip (?:section|only|members)|upgrade (?:your )?(?:rank|account)|points to (?:unlock|see))',
      fires: 'costs 8 credits',
      spares: 'the creditor of the town',
    },
    {
      id: 'en.post.swap',
      cue: 'swap',
      pattern:
        '(?:trade (?:for|against|only|with)|will trade|wtt|swap(?:s|ping)?|exchange (?:for|only|with)|in exchange|for something (?:equal|similar|else)|same size|those who have something|tit for tat|barter)',
      fires: 'will trade for something similar',
      spares: 'a trader in the market',
    },
    {
      id: 'en.post.sample',
      cue: 'sample',
      pattern:
        "(?:samples?|proofs?|proof of (?:possession|life|access)|screen ?grabs?|screencap~|(?:first|last|random|\\d+|a few|few|some|ten|twenty|five|three|hundred) (?:\\p{L}+ )?(?:rows|lines|records|entries|names)(?: (?:out of|of|from|below|for|to|as|only|shown))|blurred|pixelated|sha-?(?:1|256)|checksum|head -n|select count|describe|show tables|count\\(\\*\\)|wc -l|line \\d[\\d,]*|lines? \\d|rows? \\d|photo of (?:a|the|my) screen|tail -n|screen photo|dashboard|visible|counter|timestamp|here's (?:line|row|a few|one|the first)|compare (?:with|it)|ls -l\\p{L}*|newspaper|initials|ten rows|attached|stick|a glimpse|teaser|inside, faces hidden|first names only|black(?:ed)? out|timestamps|column names|record count|verification|masked|header|last line|fingerprint|file names|bluff|show tables|out of \\d|first comment|page \\d+|anonymised|surnames? reduced|faces hidden|emails masked|say it's fake|genuine|see attached|listing of|zcat|badge)",
      fires: '20 rows of 40,000 as promised, names cut',
      spares: 'an ample supply',
    },
    {
      id: 'en.post.sample-weak',
      cue: 'sample-weak',
      pattern:
        "(?:screenshots?|preview|excerpt|extract|\\d+ of \\d[\\d,. ]*|redacted|masked|censored|blanked|cropped|names? cut|as (?:promised|requested|asked)|to show (?:i|it|that)|see for yourself|judge for yourselves?|i have it|it's real|not fake|still don't believe|doubters?|md5 of)",
      fires: '20 rows of 40,000 as promised, names cut',
      spares: 'an ample supply',
    },
    {
      id: 'en.post.in-offer',
      cue: 'in-offer',
      pattern:
        '(?:(?:sale|sales|selling|auction|main) (?:thread|topic|post|section)|my (?:sale|listing|offer|auction|price)|for (?:the )?(?:buyers?|bidders?)|(?:buyers?|bidders?) (?:asked|want~|can|get|may)|full (?:file|set|base|version|db) (?:for sale|in pm|for \\$|costs|after payment)|after payment|price in (?:pm|dm|profile|the)|rest (?:is )?(?:for sale|after|for buyers|once paid)|deal in progress|(?:as|am) (?:the )?(?:middleman|guarantor|escrow))',
      fires: 'Sample for my sale thread, rest after payment',
      spares: 'my thread about cats',
    },
    {
      id: 'en.post.combo',
      cue: 'combo',
      pattern:
        '(?:combo ?-?lists?|combos?|combolists?|ulp|u:l:p|url ?[:;|] ?log(?:in)? ?[:;|] ?pass(?:word)?|(?:mail|email|e-mail|user|login|log|phone|num(?:ber)?)s? ?[:;|+\\/&] ?pass(?:word)?s?|mailpass|userpass|mail access|email access|hq|uhq|fresh private|private lines|lines of (?:mail|user|login)|dehashed|credential (?:pairs|lists?|stuffing)|checked (?:by|with|on)|hit ?rate|(?:valid|validity)(?: rate)? ?:? ?\\d+ ?%|\\d+ ?% (?:valid|hits?|fresh|alive)|checker|openbullet|silverbullet|config(?:s)? for|dedup(?:ed|licated)?|antipublic|anti-public)',
      fires: 'HQ combo, mail:pass, 60% valid',
      spares: 'a quick meal',
    },
    {
      id: 'en.post.logs',
      cue: 'logs',
      pattern:
        '(?:stealer ?logs?|stealers?|info ?-?stealers?|(?:fresh|private|cloud of|daily|french|eu|new|raw|full|unsorted|gov|my|your|old|sell|buy|selling|buying|free|mix(?:ed)?|these|those|of|\\d+) logs|log cloud|redline|raccoon|vidar|lumma|stealc|risepro|meta ?stealer|azorult|rhadamanthys|atomic stealer|infected (?:machines?|pcs?|computers?|hosts|devices))',
      fires: 'selling fresh logs, cloud updated daily',
      spares: 'a blog about logging in the Alps',
    },
    {
      id: 'en.post.logs-weak',
      cue: 'logs-weak',
      pattern:
        '(?:logs (?:cloud|for sale|from|fr|eu|us|mix|pack|daily|today|fresh)|logs|bots? (?:market|shop|for)|botnet|installs|harvest(?:ed)? (?:by|from) malware|loot|genesis)',
      fires: 'selling fresh logs, cloud updated daily',
      spares: 'a blog about logging in the Alps',
    },
    {
      id: 'en.post.machine',
      cue: 'machine',
      pattern:
        '(?:cookies?|autofills?|hwid|machine id|build id|wallets?|saved passwords|browser (?:data|profiles?|passwords)|per (?:machine|bot|log|pc)|machines?|pcs|desktop screenshot|screenshot of the desktop|system ?info|country ?: ?[a-z]{2}|tags ?:|grabber|discord tokens?|steam sessions?|passwords ?: ?\\d|archives?)',
      fires: 'Passwords: 231, Cookies: 4120, HWID',
      spares: 'we bake for the fair',
    },
    {
      id: 'en.post.ransom',
      cue: 'ransom',
      pattern:
        "(?:ransom(?:ware)?|locker|we (?:have )?(?:downloaded|exfiltrated|encrypted|stole|copied|took|hold|own|are in|breached|locked|got)|(?:your|their) (?:files|data|network|documents|servers) (?:are|is|were|was|will|have|has)|(?:refus~|declin~|fail~|chose not|did(?:n't| not)|would not|won't) (?:to )?(?:\\p{L}+ )?(?:pay|negotiate|cooperate|answer|respond|talk|contact)|will be (?:published|leaked|released|public|sold)|(?:we|i) (?:will |'ll )?(?:publish|release|leak|tweet|post) (?:\\p{L}+ ){0,3}(?:data|everything|files|list|it|all|rest|part|if)|proof pack|name (?:and|&) shame|non[- ]payment|unpaid|(?:i|we) (?:copied|copy|have copies of|hold) your|come to (?:the|our) chat|or (?:read about|the (?:newspapers|press|journalists))|or (?:i|we) (?:tweet|publish|send|call|mail|post|go public|leak)|(?:the )?(?:press|newspapers|journalists|regulator|cnil) (?:will )?(?:get|gets|receive|hear)|your backups?|mister director|ignores? us|pay (?:us|the|or|by|within)|unless (?:they|you|the company) pay|we are inside|inside (?:since|for)|chat link|readme|disclosure in|they (?:offered|refused|chose|lied)|we publish|we took|(?:second|third|next) archive|you (?:have|had) (?:\\p{L}+ ){0,2}(?:days|hours)|to the (?:mayor|director|ceo|board)|refused|pay or|or we publish|silence has|folder (?:one|two|three|opens)|your data, our|clock is (?:running|ticking)|we gave them|next leak|they think we bluff|we'll mail|negotiations closed|publication started|see it on the news|the ransom|you have until|get in touch|your decision|no reply|so be it|opens? to everyone|you restored|your choice|medical files are next|contact link|reason ?: no payment|disclosure|target ?:|encrypted ?:|stolen ?:|status ?: waiting|waiting for a call|proof of deletion|will be deleted after|laughed in the chat|your own secrets|dear board|company profile|or your (?:patients|clients|customers)|google themselves|want it to stay private|i have your)",
      fires: 'We downloaded 95 GB; they refuse to pay, it will be published',
      spares: 'The fair begins at noon.',
    },
    {
      id: 'en.post.ransom-weak',
      cue: 'ransom-weak',
      pattern:
        "(?:(?:pay|paid|payment|negotiat~|talk|talks|contact us|contact|answer)(?![\\p{L}])[^.!?\\n]{0,40} (?:or|otherwise|else|before|until|not|refus~|unless|by (?:tonight|friday|monday))|negotiat(?:or|ors|ion|ions)|the company|victim|your (?:clients|customers|lawyers?|insurance)|insurer|reputation|data will|publish(?:ed|ing|es)? (?:everything|all|on|in|part|the rest)|bug bounty|(?:this is|isn't|its|it's) (?:a|an|not a) (?:threat|invoice|warning)|last (?:warning|chance)|ignored us|hung up on us|stop(?:ped)? (?:answering|responding))",
      fires: 'Last warning: your clients will read the article',
      spares: 'The fair begins at noon.',
    },
    {
      id: 'en.post.deadline',
      cue: 'deadline',
      pattern:
        '(?:deadline|countdown|timer|time left|(?:\\d+|two|three|five|seven|ten) (?:days?|hours?) (?:left|remain~|to (?:pay|go|answer|contact)|or)|published ?:? ?\\d+ ?%|\\d+ ?% (?:published|released|of the data)|(?:next|first|second|last) (?:part|batch|portion|tranche|release)|part \\d+ (?:of|to)|data (?:is )?published|status ?: ?(?:published|pending|negotiat~|leaked|awaiting)|\\d{1,2}d \\d{1,2}h|\\d\\d:\\d\\d:\\d\\d|extend(?: by| the)? (?:one |a )?(?:day|timer|deadline)|views ?:? ?\\d+|employees ?:? ?\\d|\\d+ employees|data size|revenue ?:)',
      fires: 'Published 30 %, next part on Thursday',
      spares: 'the line is dead',
    },
    {
      id: 'en.post.bought-out',
      cue: 'bought-out',
      pattern:
        '(?:(?:data|files|it|everything|archive) (?:was|were|has been|have been|is|are) (?:sold|bought|purchased)|sold to (?:a|an|the|third|another|one) (?:third )?(?:part(?:y|ies)|buyer|interested|competitor|private)|(?:any(?:one|body)|someone) (?:else )?(?:can|may|who wants) (?:to )?(?:buy|purchase|bid)|open to (?:other )?(?:buyers|bids|offers)|buy (?:this|the) (?:data|files|archive|exclusiv~)|download(?: (?:all|data|everything))? ?: ?[$€]?\\d|destroy(?: (?:all|data))? ?: ?[$€]?\\d|interested (?:parties|buyers)|other (?:parties|buyers) (?:are )?(?:interested|welcome)|another (?:company|party|buyer|firm|customer)|interested (?:buyer|party)|(?:was|were) happy to pay|went to (?:an?|the) (?:\\p{L}+ )?(?:buyer|party|competitor))',
      fires: 'The data was sold to a third party',
      spares: 'They sold the tickets at the door.',
    },
    {
      id: 'en.post.want',
      cue: 'want',
      pattern:
        "(?:wtb|w2b|iso|want to buy|looking (?:for|to buy)|buying|buy(?:er)? here|purchase|who(?:'s| is| are) (?:still )?selling|need(?:ed|ing)? (?:\\p{L}+ ){0,2}(?:access|database|numbers|list|logs|records|accounts|mailboxes)|i need|we need|want(?:ed)?(?: to buy| \\d)|will take (?:it|any|all)|paying|my max|max(?:imum)? (?:is|\\d)|i pay|i(?:'d| would) pay|looking for|sitting on|i buy|seeks?|will not pay|not pay more|want ?:|don't want ?:|budget \\d|buy by|no reseller|show (?:me )?(?:checker|proof|sample)|wanted ?:|buying|i want that|paying for|paying \\d|seller of the|seller, where|does anyone still|how much for|searching|cash ready|money ready|willing to spend|willing to pay|is it still|still up\\?|i'm in|i'm the buyer|cash buyer|somebody with|will give the winner|quoting for|who has the|where do i buy|i'd rather pay|will trade money|name a price|offer\\?|name your|any working|ten needed|needed\\.)",
      fires: 'WTB numbers of pensioners, my budget is 300',
      spares: 'The buyer was happy.',
    },
    {
      id: 'en.post.want-weak',
      cue: 'want-weak',
      pattern:
        "(?:(?:i|we)(?:'m| am|'re| are)? (?:buy|need|want|pay|looking|searching|after|interested in)|i(?:'ll| will| can| would) (?:pay|buy|take (?:it|all|any))|(?:who|anyone|anybody|someone) (?:has|have|got|selling|sells|sell|holding)|does any(?:one|body) (?:have|sell)|need(?:ed)?(?: \\p{L}+){0,3} (?:database|numbers|list|data|access|logs|dump|leads|records|mails|emails)|want(?:ed)? ?:|my (?:budget|max)|budget|paying (?:up to|well|good|top)|pay (?:top|good|well|up to|the same day|immediately)|will (?:buy|pay)|(?:send|show) (?:me )?(?:your )?(?:offers?|samples?|price)|offer me|sellers? (?:welcome|contact|only|dm|pm|write|with)|what does (?:that|it) (?:cost|go for)|how much (?:for|would|do)|name your price|in the market for|still (?:available|for sale|selling)\\??)",
      fires: 'WTB numbers of pensioners, my budget is 300',
      spares: 'The buyer was happy.',
    },
    {
      id: 'en.post.lookup',
      cue: 'lookup',
      pattern:
        "(?:look ?-?ups?|people[- ]search|person search|d[o0]x(?:x?ing|es|ed)?(?: on demand| service)?|per (?:query|request|lookup|search|hit|check|person|name|report)|(?:phone|plate|number|email|mail|name|ip|address|vin|username)(?: number)? ?(?:->|=>|→|➜|➔|to|=) ?(?:name|owner|address|identity|phone|passwords?|iban|holder|e?mail|full)|(?:name|plate|phone|number)(?: (?:and|\\+|or) (?:city|surname|name|dob))? is enough|(?:i|we)(?:'ll| will| can)? (?:check|find|locate|identify|trace) (?:any|one|your|the|a|who|people|him|her|them|someone)|no (?:hit|result)s?,? no (?:pay|charge|fee)|skip ?tracing|reverse (?:phone|number|lookup)|give (?:me )?(?:an? |the |your )?(?:e-?mail|name|number|phone|plate)|name (?:\\+|and|or) (?:city|town|dob)|(?:one|a single|any) (?:person|name|line|record) (?:at a time|each|for)|single quer(?:y|ies)|people finder|whois for|search panel|check (?:one|a|any) (?:person|name|number|email)|quer(?:y|ies) (?:by|for|the|are)|unlimited (?:queries|searches|lookups)|(?:all|everything) (?:i|we) (?:know|have) about|give me a|i give you|bring (?:me )?(?:the|a) name|search engine|look (?:yourself|someone|people|anyone) up|queries =|→ (?:phone|name|street|owner)|from (?:a )?(?:plate|number|mail|photo)|name from|owner of any|i find|find (?:my|your|an|the) |search by|one search|same day|who called|send (?:the|a|me a) (?:number|selfie|photo|name|plate|mail)|receive a name|name back|locate a|questions about people|pay as you search|top up|credit history|court cases|relatives|order form|insider at|pull subscriber|check (?:yourself|your own)|type(?:d)? (?:a|your|the) (?:name|number|mail|nick)|search box|search form|human|lookup page|kyc)",
      fires: 'people-search API, 0.002 per hit',
      spares: 'The sky is blue.',
    },
    {
      id: 'en.post.lookup-weak',
      cue: 'lookup-weak',
      pattern:
        '(?:search (?:by|bot|panel|engine|any(?:one|body)|tool|service)|find any(?:one|body)|queries|background (?:check|report)|full report|report (?:in|within|is|costs)|rows indexed|indexed|(?:our|my|the) (?:bot|panel|api|engine)|bot (?:answers|replies|finds|gives)|api (?:key|access|plan|calls)|miss(?:es)? (?:is|are) free|not found|osint|who (?:is behind|owns))',
      fires: 'the bot answers; not found is not charged',
      spares: 'Look up, the sky is blue.',
    },
    {
      id: 'en.post.question',
      cue: 'question',
      pattern:
        '(?:(?:is|was|are) (?:this|that|it|he|she|they|these|anyone|the (?:seller|guy|db|database|dump|leak)) (?:legit|real|fake|still|true|worth|trusted|safe|any good|serious|a scam|alive|known|old|new)|does any(?:one|body) (?:know|remember|understand|else)|any(?:one|body) (?:know|knows|tried|else|got scammed|dealt|bought|remember|here|seen)|has any(?:one|body)|can (?:any|some)(?:one|body)|could (?:any|some)one|i wonder|wondering|just (?:asking|wondering|curious))',
      fires: 'Does anyone know where this comes from? is it legit',
      spares: 'All of it is below.',
    },
    {
      id: 'en.post.question-weak',
      cue: 'question-weak',
      pattern:
        '(?:how (?:do|can|does|did|would|long|come|should)|what (?:is|are|does|do|happened|hash|kind|would|format|the)|why (?:is|are|do|does|did|would|not)|where (?:do|does|did|can|is|are)|who (?:is|are|was|runs)|should i|am i|opinions?|thoughts|advice|curious|question|newbie|noob|explain)',
      fires: 'Where does this come from, any thoughts?',
      spares: 'All of it is below.',
    },
    {
      id: 'en.post.forum-talk',
      cue: 'forum-talk',
      pattern:
        "(?:vouch(?:es|ed)?|\\+rep|-rep|scam(?:mer|med|s|ming)?|rip(?:ped|per|pers)|got (?:ripped|scammed|banned|burned)|trusted (?:seller|member)|recommend(?:ed)?|smooth (?:deal|transaction)|deal went|went (?:smooth~|first)|psa|avoid (?:this|him)|stay away|beware|warning about|dispute|arbitration|refund(?:ed)? me|ghosted|my experience|feedback|positive feedback|without a word|how do (?:you|people)|thanks to (?:all|everyone)|please stop|tired|first time|too expensive|overpriced|is it worth|never buy|thanks|works fine|boring|remembers?|help|locked|never answered|don't feed|honest question|arbitration|refund|would deal again|deal closed|as described|my bot|crash|looks like|simple as that|did they ever|asking for no reason|calm down|what's the difference|serious question|can a mod|which rule|misses the old|no i will not|stop asking|loved the|please add|couldn't find|til)",
      fires: 'vouch for him, smooth deal; avoid the other scammer',
      spares: 'WTS 40k households',
    },
    {
      id: 'en.post.forum-talk-weak',
      cue: 'forum-talk-weak',
      pattern:
        '(?:rep|review|reminder|mods?|moderators?|admin(?:s)? (?:please|should|banned|of)|ban(?:ned)?|rules?|section|threads?|topics?|posts? in|this (?:forum|board|place|community)|old days|back in|newcomers?|beginners?|guys|lol|lmao|imo|imho|tbh|rant|unpopular|opinion|complain~|i (?:was|used to|think|believe|guess|doubt|agree|disagree|remember|read|saw|only|just) )',
      fires: 'lol guys, read the rules of this section',
      spares: 'WTS 40k households',
    },
    {
      id: 'en.post.report',
      cue: 'report',
      pattern:
        '(?:according to|researchers?|officials?|spokes(?:man|woman|person|people)|the (?:mayor|council|prosecutor|police|ministry|regulator|watchdog|agency|authorit(?:y|ies)|company|firm|city|town|municipality|hospital|school|report|study|paper|article|newspaper|bank|operator|attack|breach|incident) (?:\\p{L}+ )?(?:said|says|announced|confirmed|told|denied|warned|reported|stated|notified|disclosed|acknowledged|urged|has|have|had|shows?|found|expects?|wrote)|(?:said|says|told|announced|confirmed|denied|warned|disclosed|acknowledged|declined to comment)(?: in a statement| on \\p{L}+day| that)?|press (?:release|conference|office)|reporters?|journalists?|newsletter|white ?paper|findings|we (?:followed|analy[sz]ed|studied|measured|tracked|monitored|observed|interviewed)|analysts?|observatory|threat intel(?:ligence)?|weekly (?:digest|round-?up|brief)|round-?up|investigat(?:ion|ors|ing|ed)|arrest(?:ed|s)?|charged with|sentenced|prosecutors?|cnil|regulator|notified (?:the|its|within)|data protection|law enforcement|europol|interpol|fbi|seized|takedown|csirt|year[- ]on[- ]year|municipalit(?:y|ies) (?:this|that|hit)|ninth|cyber ?attack|threat report|our report|report(?:s|ed)? (?:by|that|on|of)|fraudulent calls|a year after|one year (?:after|later|on)|(?:group|council|hospital|company|city|firm|agency|provider) says|says (?:it|that|attackers|hackers|the)|actor "|reachable|not reachable|declined|municipality|leak site|what we know|has hired|restores? (?:its|services)|(?:three|one|two|four|half|most) (?:in|of|out of) (?:\\p{L}+ )?(?:credentials|breaches|companies|victims|records|accounts)|institute|complaint filed|whose (?:files|data)|went unanswered|ten days after|after the attack|no bank data|arrested|prosecutor|suspect|in connection with|apologi[sz]es?|inquiry|local paper|investigators|traced|first reported|told reporters|watchdog|fact check|montage|compensate|hotline|notified|advisory|tracks|what residents should|listed \\d+|intrusion|explainer|transcript|podcast|data protection authority|fines|broker that|payroll data|may have been|hears how|clerk|opens inquiry|confirmed a breach|parents receive)',
      fires: 'According to researchers, officials confirmed the attack on Monday.',
      spares: 'WTS 40k rows, escrow ok',
    },
    {
      id: 'en.post.report-weak',
      cue: 'report-weak',
      pattern:
        '(?:statement|study|survey|paper|in brief|breaking|trial|court|gdpr|cert|advisory|median|on average|percent of|compared (?:to|with)|experts?|figures|residents (?:are|were|should|have)|the attackers?|hackers? (?:claim~|have|had|say|said|behind)|alleged(?:ly)?|unverified|claims? to (?:have|hold)|claimed|last (?:week|month|year|may|june|july|spring|autumn|summer|winter)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))',
      fires: 'According to researchers, officials confirmed the attack on Monday.',
      spares: 'WTS 40k rows, escrow ok',
    },
    {
      id: 'en.post.repost',
      cue: 'repost',
      pattern:
        "(?:re-? ?posts?(?:ed|ing)?|re-? ?ups?|re-? ?upload(?:s|ed|ing)?|re-? ?shar(?:e|ed|ing)|re-? ?leaks?(?:ed)?|re-? ?hosted|re-? ?seed(?:ed|ing)?|mirror(?:s|ed)? (?:of|below|for|again|from)|(?:new|fresh|working|updated|fixed) (?:links?|mirrors?)|(?:dead|expired|broken|old) (?:links?|mirrors?|torrent)|links? (?:died|dead|expired|were dead|are dead|updated|fixed|restored|as before)|originally (?:shared|posted|leaked|published|from|released|by)|original (?:post|thread|author|credit|upload)|already (?:posted|leaked|out|public|shared|seen)|posted (?:before|already|again|here (?:before|in))|posting (?:again|it again|this again)|archiv(?:ists?|al)|forwarded (?:from|message)|fwd|from (?:a )?(?:closed|dead|deleted|another|other) (?:channel|forum|board|thread)|(?:lost|missed|missing|looking for) the (?:old|20\\d\\d|original)|back up|up again|third time|second time|nothing new|posting it again|older? (?:upload|thread)|(?:the|my) old (?:link|thread|upload)|missed it|keeps? (?:getting|being) (?:deleted|removed)|taken down|got (?:deleted|removed|nuked)|still have the|i kept|vanished|seen before|previously (?:shared|posted|leaked)|as is|(?:was|were) here (?:in|before|last|already)|here again|now here|not new|everyone (?:already )?has|already has|dead channel|nostalgia|working mirror|old one again|refreshed|seen it before|not mine|another forum|re-?hosting|rehost|was removed|seven years|still asked for|original post|content is the same|by popular demand|hosted elsewhere|same (?:\\d+ gb|archive|password) as|nuked|here's the pack again|uploads it again|deleted it again|reseeding|crosspost|other topic|last uploader|unchanged|mirror no|entry \\d+|impossible to find today|from the old place|set again)",
      fires: 'Reupload of the 2021 leak, old links are dead',
      spares: 'fresh, never shared',
    },
    {
      id: 'en.post.repost-weak',
      cue: 'repost-weak',
      pattern:
        '(?:restored|credits? (?:to|goes)|not (?:my|mine)|again (?:for|because|since)|for archiv(?:al|ists|e)|from (?:20[01]\\d|202[0-4])|(?:20[01]\\d|202[0-4]) (?:leak|dump|breach|database|db|torrent|pack|thread)|same (?:file|count|data|dump|as)|untouched|old (?:leak|dump|breach|db|database|stuff|but gold|thread|pack|drive|backup)|since (?:20[01]\\d|202[0-4])|years? old|throwback|classic|bump(?:ing)?|from (?:my )?backup|i kept (?:it|a copy)|found (?:it )?(?:on|in) an old)',
      fires: 'Reupload of the 2021 leak, old links are dead',
      spares: 'fresh, never shared',
    },
    {
      id: 'en.post.old',
      cue: 'old',
      pattern: '(?:old|outdated|stale|expired|20(?:1\\d|2[0-3])|last year|years ago|ancient|recycled|known since)',
      fires: 'from 2019, stale',
      spares: 'fresh as of tonight',
    },
    {
      id: 'en.post.benign',
      cue: 'benign',
      pattern:
        '(?:garage|second[- ]hand|furniture|bike|bicycle|car boot|tickets? for|concert|chess|tournament|match|league|season|video ?game|browser game|tycoon|rpg|minecraft|level \\d|quest|recipe|garden|apartment|flat|rent|real estate|job|vacancy|hiring|internship|apply|application|cv|resume|course|training|webinar|workshop|volunteers?|charity|museum|library opening|opening hours|parish|playlist|football|wine|vineyard|cheese|antiques?|stamps?|painting|firewood|timber|log (?:cabin|burner|fire)|sawmill|mill|mountain|hiking|camping|town fair|market (?:day|square)|bakery|school fair|jumble|yard sale|estate sale|bring your own|entry (?:is )?free|free entry|sign up|registration (?:open|form)|open day|novel|movie|film|song|board game|poker|coins? collect~|auction house|charity auction|bikes?|near the station|pick up|cash only|nights? minimum|diamonds|gold|server time|in-game|game|starting town|chess|club night|dance|yoga|parking lot|vintage|books?|apples?|eggs|plants?|kittens?|puppy|tools?|lawn|boat|sailing|village hall|beach|roof|gate|works|potatoes|bidders!|football|drums?|piano|lessons?|students? wanted|dinner|tractor|pottery|raffle|pub|bus|train|road|choir|cakes|ski|good location|library: free|students|quest|upright piano|collects|park|stalls?|flea market|charity|weekend|burger|menu|series|fair|register by mail|training|attack at home|movie|villain|donated)',
      fires: 'chess tournament, free entry, sign up',
      spares: 'WTS 40k rows',
    },
    {
      id: 'en.post.subscription',
      cue: 'subscription',
      pattern:
        '(?:monthly|weekly|daily|yearly|lifetime|per (?:week|month|day|year)|a (?:week|month|year)|\\/ ?(?:week|month|mo|wk|day|year)|subscri(?:be|bers?|ption|ptions)|slots?|seats?|plans?|tiers?|trial|renew(?:al)?|membership|vip)',
      fires: '$49 monthly for subscribers',
      spares: 'the month of May',
    },
    {
      id: 'en.post.sold-mark',
      cue: 'sold-mark',
      pattern:
        "(?:sold ?(?:out|!|✅|🔒)|\\[sold\\]|\\(sold\\)|^sold|edit ?:? ?sold|status ?:? ?sold|sold (?:to|this|yesterday|today|in|thanks|thank)|it's sold|now sold|already sold|closed,? (?:sold|thanks)|thanks to the buyer|gone,? (?:sorry|thanks))",
      fires: 'EDIT: sold, thanks to the buyer',
      spares: 'soldiers of fortune',
    },
    {
      id: 'en.post.for-now',
      cue: 'for-now',
      pattern:
        '(?:for now|for the moment|while (?:in )?beta|beta|(?:free )?trial|test(?:ing)? phase|until (?:launch|release)|invite only|at the moment)',
      fires: 'free while in beta',
      spares: 'free for ever',
    },
    {
      id: 'en.post.forwarded',
      cue: 'forwarded',
      pattern:
        '(?:forwarded (?:from|message)|fwd(?: from)?|original message|make of it what you will|passing (?:it|this) on)',
      fires: 'Forwarded from a closed channel',
      spares: 'looking forward',
    },
    {
      id: 'en.post.hidden',
      cue: 'hidden',
      pattern:
        '(?:hidden (?:content|link|text)|reply to (?:see|unlock|view|get|open)|like (?:and|\\+|to) (?:reply|see|unlock)|unlock(?:s|ed)?|behind (?:a )?(?:reply|like|hide)|hide tag|reply (?:and|for|=)|comment to (?:see|get|unlock)|a (?:reply|like|comment) (?:shows|opens|is enough))',
      fires: 'Hidden content, reply to unlock',
      spares: 'the hideout of the gang',
    },
    {
      id: 'en.post.amount-words',
      cue: 'amount',
      pattern:
        '(?:a|one|two|three|five|ten|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|couple|few|\\d+) (?:hundred |thousand )?(?:bucks?|dollars?|euros?|quid|pounds|grand|cents)',
      fires: 'ten bucks for a fresh link',
      spares: 'ten people at the desk',
    },
    {
      id: 'en.post.want-asked',
      cue: 'want',
      pattern:
        "(?:\\[(?:wanted|wtb|buying|request|iso|lf)\\]|in the market for|(?:seeking|sought|wanted|required|requested) ?:|seeking (?:a|an|any|some|fresh|recent|the|someone|sellers?|suppliers?)|reward (?:of )?[$€]?\\d+|(?:reward|bounty|cash|money|coins) (?:ready|waiting|in hand|for (?:whoever|anyone|a login|access|the (?:file|base|list)))|purchase order|name your (?:figure|price|sum|number)|name the sum|(?:happy|willing|ready|glad) to (?:pay|spend|buy|reward)|(?:i|we)(?:'ll| will| would|'d)? (?:match|double|top|beat) (?:any|the|your|what)|resell (?:it|them) to me|(?:sell|let me buy|hand) (?:it|them|me) (?:to me|one|yours)|(?:who|where) (?:do|can|could|should) (?:i|one|we) (?:still )?(?:pay|get|buy|find)|(?:taking|buying|collecting) (?:all|any|every)|order for \\d+|my budget|budget ?(?:is|:|flexible)|still want it|shut up and take my)",
      fires: '[WANTED] any mailbox; reward 100, name your figure',
      spares: 'the budget of the town',
    },
    {
      id: 'en.post.free-given',
      cue: 'free',
      pattern:
        "(?:help (?:yourself|yourselves)|free (?:of charge|pack|page|tool|checker|bot|list|logs|dump|base|db|database|site|website|script|search|mirror|copy|download)|no (?:fees?|strings|catch|conditions|paywall|price|fee|charge|money)(?: attached| asked)?|for (?:zero|nothing|everyone|all of you|anyone who wants)|free (?:as in|for (?:all|everyone|anyone|the taking|grabs))|on the house|(?:it's|its|is|costs?|price ?:?) (?:zero|nothing|0)(?! ?[.,]?\\d)|giving (?:it|this|them|these|all|everyone|everything)(?: \\p{L}+){0,2} away|i(?:'m| am) (?:giving|dropping|releasing|uploading|sharing|leaking)|(?:do|use) (?:what|it as) you (?:like|want|wish)|(?:grab|take|download) (?:it|them|all|before)(?: \\p{L}+){0,3}|enjoy(?: it| the weekend| everyone| folks)?$|consider it (?:public|open))",
      fires: 'No catch, help yourself, it is free for all',
      spares: 'the catch of the day',
    },
    {
      id: 'en.post.bid-heard',
      cue: 'bid',
      pattern:
        '(?:(?:top|current|highest|last|leading|best|next|opening|winning) (?:figure|bid|offer|number|pm|bidder|acceptable number)|(?:nobody|anyone|anybody|someone) (?:above|over|higher|for more)|(?:going|gone) (?:once|twice)|reserve (?:\\d+|met|not met|price)|no reserve|buy ?-?(?:out|now) ?:? ?(?:price )?[$€]?\\d|outbid|(?:highest|best|top) (?:pm|number|price|offer|bidder)(?: \\p{L}+){0,3} (?:wins|gets|takes|owns|by)|bids? (?:open|so far|close|below|in (?:the )?(?:thread|pm)|must|of \\d)|sealed bids|whoever (?:is on top|offers most|bids)|can i hear|hammer (?:falls|price)|(?:minimum|min) (?:raise|increment|step)|raise by)',
      fires: 'Bids open, reserve 500, highest offer wins',
      spares: 'a reserve of birds near the pond',
    },
    {
      id: 'en.post.bought-said',
      cue: 'bought-out',
      pattern:
        '(?:we (?:sell|are selling|now sell|offer) (?:the|your|their|this|all|everything)|(?:data|files|archive|documents|everything|page|lot|set)(?: of(?: \\p{L}+){1,4})? ?[:—-] ?(?:sold|purchased|bought)|(?:available|open|goes|go|offered|released) to (?:any|whoever|the (?:first|highest)|anyone|a single|one) (?:buyer|payer|who pays|bidder|serious)?|already (?:been )?(?:purchased|bought|acquired)|(?:was|were|been) (?:acquired|purchased|bought) by (?:a|an|one|another|some|the)|on the shelf|(?:one|any|first) buyer,? \\d|found (?:a|its|their) buyer|has a new owner)',
      fires: 'Data of the company: SOLD, the archive found a buyer',
      spares: 'the shop found a baker',
    },
    {
      id: 'en.post.for-now-said',
      cue: 'for-now',
      pattern:
        "(?:demo(?:nstration)?|preview|(?:test|trial) (?:period|run|mode)|till we|until we|until (?:sunday|monday|friday|the launch)|(?:prices|pricing|tariffs?) (?:to be announced|later|tbd|coming)|before (?:we|it) (?:charge|becomes? paid|goes? paid)|tell me what's missing)",
      fires: 'search demo, prices to be announced',
      spares: 'the demand for bread',
    },
    {
      id: 'en.post.forwarded-said',
      cue: 'forwarded',
      pattern:
        "(?:(?:forwarded|fwd?) ?[:\\]]|i (?:haven't|have not|didn't) (?:checked|verified|opened|tested)|cop(?:y|ied)[ -](?:and )?past(?:e|ed) from|pasting (?:as is|from)|(?:seen|saw|found|read|taken|lifted) (?:this |it )?(?:in|on|from) (?:a|an|another|some|the other) (?:\\p{L}+ )?(?:channel|chat|board|forum|room|group)|from elsewhere|not checked|not mine|no idea (?:if|whether) (?:it's )?true|relay(?:ing|ed))",
      fires: 'copy-paste from elsewhere, not checked, not mine',
      spares: 'a paste of almonds',
    },
    {
      id: 'en.post.hidden-said',
      cue: 'hidden',
      pattern:
        '(?:link (?:opens|appears|visible|shows|unlocks)|opens for members|for members with|(?:unlocks?|opens?|visible|shown) (?:at|after|with|to|for) (?:\\d+|those|whoever|members|a (?:like|reply|comment))|show the link to|reply for (?:the )?link|hidden until|hide ?[:=]|\\d+\\+? (?:posts|messages|likes|reactions|points) (?:to|needed|required|for))',
      fires: 'Link opens for members with 25 messages',
      spares: 'the links of a golf course',
    },
    {
      id: 'en.post.in-offer-said',
      cue: 'in-offer',
      pattern:
        '(?:(?:potential|future|serious|paying|interested|hesitant|my) (?:customers?|buyers?|clients?|bidders?)|for (?:customers?|bidders?|buyers?)(?: only| #?\\d+)?|customer #?\\d|before you (?:buy|pay)|(?:listing|thread) (?:pinned|in my|on my|above|below|in the)|in my (?:shop|store|profile)|once the escrow|(?:remaining|full|other|rest)[^.!?\\n]{0,30} (?:shop|paid|payment|escrow))',
      fires: 'preview for potential customers, rest in my shop',
      spares: 'a custom of the house',
    },
    {
      id: 'en.post.report-told',
      cue: 'report',
      pattern:
        '(?:told (?:court|reporters|the court|residents|shareholders|a judge|investigators|afp|reuters)|court (?:hears|heard|in brief)|(?:jailed|sentenced|fined|arrested|charged|convicted|indicted)(?: \\p{L}+){0,2} (?:for|over|after|to|with)|(?:daily|weekly) (?:feed|digest|briefing|round-?up|bulletin)|briefing #?\\d+|(?:confidence|source reputation|reliability|credibility) ?: ?(?:low|medium|high)|claim(?:s|ed)? ?:|no corroboration|victim informed|(?:opinion|analysis|explainer|investigation|interview|editorial) ?:|regulator|watchdog|prosecutors?|we asked|(?:passengers|patients|residents|customers|users|parents) (?:were )?(?:urged|warned|advised|told)|the (?:operator|company|council|city|hospital) (?:has )?(?:confirmed|said|apologi[sz]ed|warned))',
      fires: 'Broker jailed for fraud, court hears; confidence: low',
      spares: 'a digest of recipes',
    },
    {
      id: 'en.post.forum-said',
      cue: 'forum-talk',
      pattern:
        "(?:(?:he|she|they|seller|buyer) (?:refunded|ghosted|scammed|ripped|paid|delivered|vanished|never)|(?:mods?|admins?|moderators?)(?: \\p{L}+){0,2} (?:please|move|merge|ban|tag|delete|lock)|(?:can|could) (?:an?|the) (?:admin|mod)|same (?:screenshot|seller|columns)|would (?:do|buy) again|(?:don't|do not|never|stop) (?:buy|pay|send|trust|waste|fall)|(?:lost|wasted) (?:my|\\d+|some) (?:money|bucks)?|(?:is|are) (?:he|she|it|they) (?:legit|safe|real)|escrow (?:cover|takes?|fee)|opsec|wrong section)",
      fires: 'he ghosted me; mods please ban; would buy again',
      spares: 'a ghost in the house',
    },
    {
      id: 'en.post.question-put',
      cue: 'question',
      pattern:
        "(?:what(?:'s| is) the difference|explain like|(?:genuine|honest|serious|quick|stupid|dumb|newbie) question|asking (?:before|for a friend|because)|just curious|why (?:does|do|is|are|would|did) (?:every|everybody|everyone|the|you|people|it|they)|am i the only|(?:is|are) (?:that|this|those|these) (?:the same|per|really|just|prices?)|how (?:can|do) (?:you|i|we) (?:tell|know|check|verify)|what do we call|which one|or am i)",
      fires: 'Genuine question: how do you tell a fake?',
      spares: 'the question of the budget',
    },
    {
      id: 'en.post.benign-goods',
      cue: 'benign',
      pattern:
        '(?:selling my|my old|(?:desk|chairs?|sofa|couch|piano|guitar|vinyls?|furniture|fridge|bikes?|bicycle|monitors?|tv|pram|pushchair|clothes|books|camera|lens|tent|kayak|puppies|kittens|flat|apartment|house|room|tickets)(?![\\p{L}])[^.!?\\n]{0,60}(?:pick ?-?up|collect|carry|condition|used|tune|\\d+ ?(?:€|\\$|eur|usd|£)|for all|max|month)|you carry it|pick ?-?up only|collection only|looking for a (?:flat|room|job|house|plumber|band)|car boot|swap meet|flea market|homework|tutorial)',
      fires: 'Selling my desk and a chair, pick up only',
      spares: 'WTS base of chairs of a council',
    },
    {
      id: 'en.post.ransom-said',
      cue: 'ransom',
      pattern:
        "(?:(?:your|the) (?:passengers|patients|clients|customers|parents|donors|tenants|employers|competitors|journalists?|board|wife|pupils|students|insurer)(?: \\p{L}+){0,3} (?:will |can |may )?(?:read|receive|see|learn|enjoy|find)|or (?:every|all|your|each) (?:\\p{L}+ ){0,3}(?:receives?|reads?|gets?|goes|go)|(?:clock|countdown|timer) (?:started|is ticking|running)|tick tock|(?:refund|respect) our patience|(?:silence|orgueil|pride) (?:is|has|costs?)|call (?:us )?before|no police|(?:do not|don't) (?:rename|call the police|reboot|restore)|(?:we|they) (?:gave|waited|kept|promised) (?:the|you|them|our|a)|letters? go(?:es)? live|part \\d+ of \\d+ is (?:up|live|out)|folder one)",
      fires: 'Call before Saturday or every parent receives the reports',
      spares: 'the parents of the pupils',
    },
    {
      id: 'en.post.lookup-said',
      cue: 'lookup',
      pattern:
        '(?:who (?:owns|called|lives|is behind)[^.!?\\n]{0,30}\\? (?:i know|i tell|we know|\\d)|name the (?:number|plate|person), i|i (?:resolve|return|name|find|locate|trace|identify) (?:a |the |any |your )?(?:nicknames?|names?|persons?|people|owners?|faces?|numbers?|plates?|addresses)|(?:plate|number|name|face|nick|photo) in,? |(?:address|name|owner) out|search credits?|(?:\\d+|costs?) tokens?|(?:batch|reverse|inverse) search|nothing found,? (?:nothing|no)|(?:stalker|landlord|tenant|debtor|ex)(?:,| or) |family tree|per couple)',
      fires: 'Who owns that plate? I know. 8.',
      spares: 'who owns the shop is unknown',
    },
    {
      id: 'en.post.repost-said',
      cue: 'repost',
      pattern:
        '(?:same (?:checksum|archive|content|four files|files|rows|file as (?:in|last|before))|links? (?:re-?checked|refreshed|repaired|replaced|back)|(?:re-?release|re-?adding|restored|revived|back up|put it back|bring(?:ing)? back|kept the old|kept it alive|old seedbox)|unchanged|content untouched|as (?:it was|published) (?:then|back then|at the time)|third time|once again|for completeness|nuked|the (?:only|last) seed|merge my earlier)',
      fires: 'Same checksum, links re-checked, third time',
      spares: 'the same church',
    },
    {
      id: 'en.post.access-hold',
      cue: 'access',
      pattern:
        '(?:(?:i have|got|holding|with) (?:my )?(?:hands|a foot|a foothold|a shell|eyes) (?:on|in|inside)|(?:creds|credentials|logins?|accounts?) (?:work|alive|valid|for (?:a|an|the))|door (?:is )?(?:open|guy)|(?:kiosk|ticketing|camera|scada|backup|print(?:er)?) (?:network|server|panel|system)|read and write|3389|(?:profile|role|rights?) ?:? ?(?:admin|editor|operator|manager|user)|take over (?:a|my)|(?:second factor|2fa|mfa) (?:off|disabled|not)|no (?:second factor|2fa|mfa|edr))',
      fires: 'I have my hands on the kiosk network, creds work',
      spares: 'hands on the table',
    },
  ],
}
