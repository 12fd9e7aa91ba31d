// What tells a company's name from that of the person to talk to, in the languages of resellers and their customers: words of
// headings, and people's own names. `_`: the space in a word.

/** A company or a customer, and its *name*: `Firma`, `Nazwa firmy`, `Name of the customer`, `Firmenname`. */
interface CompanyWords {
  company: string;
  name: string;
}

/** Of names of companies. As they are written in headings: with the endings of a genitive and of the front of a compound. */
export const companyWords: readonly CompanyWords[] = [
  // English
  {
    company:
      'customer customers company companies client clients firm account organisation organization business workspace tenant enterprise corporation corporate ' +
      'employer merchant legal registered trading trade legal_entity subaccount sub_account',
    name: 'name',
  },
  // German
  {
    company:
      'firma firmen unternehmen unternehmens kunde kunden organisation organisations gesellschaft mandant mandanten ' +
      'auftraggeber arbeitgeber verein vereins firmierung',
    name: 'name',
  },
  // French
  {
    company:
      'société sociétés client entreprise compagnie organisation établissement raison_sociale dénomination_sociale nom_commercial',
    name: 'nom',
  },
  // Spanish, Catalan
  {
    company:
      'empresa cliente compañía organización sociedad negocio cuenta entidad razón_social denominación_social nombre_comercial ' +
      'client companyia organització societat raó_social',
    name: 'nombre nom',
  },
  // Portuguese
  {
    company:
      'empresa cliente companhia organização sociedade conta entidade razão_social nome_fantasia denominação_social',
    name: 'nome',
  },
  // Italian
  {
    company: 'azienda cliente società ditta impresa organizzazione ragione_sociale denominazione_sociale',
    name: 'nome denominazione',
  },
  // Dutch
  {
    company: 'bedrijf bedrijfs klant klanten onderneming ondernemings organisatie firma handels vennootschap',
    name: 'naam',
  },
  // Swedish, Danish, Norwegian, Icelandic
  {
    company:
      'företag företags företagets bolag bolags bolagets kund kunds kundens firma firmans organisation organisations ' +
      'virksomhed virksomheds virksomhedens selskab selskabs selskabets kunde kundens firmaets ' +
      'bedrift bedrifts bedriftens selskap selskaps selskapets foretak foretaks organisasjon organisasjons ' +
      'fyrirtæki fyrirtækis viðskiptavinur viðskiptavinar',
    name: 'namn navn nafn heiti',
  },
  // Finnish, Estonian
  {
    company:
      'yritys yrityksen asiakas asiakkaan organisaatio organisaation toimi ettevõte ettevõtte klient kliendi firma äri',
    name: 'nimi',
  },
  // Polish
  {
    company:
      'firma firmy klient klienta przedsiębiorstwo przedsiębiorstwa spółka spółki organizacja organizacji kontrahent kontrahenta',
    name: 'nazwa',
  },
  // Czech, Slovak
  {
    company:
      'firma firmy společnost společnosti zákazník zákazníka klient klienta podnik podniku organizace ' +
      'spoločnosť spoločnosti organizácia organizácie obchodné obchodní',
    name: 'název jméno názov meno',
  },
  // Hungarian
  { company: 'cég cégünk vállalat vállalkozás ügyfél vevő társaság szervezet', name: 'név neve megnevezése' },
  // Romanian
  {
    company: 'companie companiei firmă firmei client clientului societate societății organizație organizației',
    name: 'nume numele denumire denumirea',
  },
  // Croatian, Serbian, Slovenian
  {
    company:
      'tvrtka tvrtke firma firme poduzeće poduzeća preduzeće preduzeća kompanija kompanije kupac kupca klijent klijenta ' +
      'podjetje podjetja stranka stranke naročnik naročnika družba družbe',
    name: 'naziv ime',
  },
  // Turkish
  {
    company: 'şirket şirketin müşteri müşterinin firma firmanın kurum kuruluş işletme ticari',
    name: 'adı isim ismi unvan unvanı',
  },
  // Latvian, Lithuanian
  {
    company:
      'uzņēmums uzņēmuma klients klienta firma firmas organizācija organizācijas įmonė įmonės bendrovė bendrovės klientas kliento organizacija organizacijos',
    name: 'nosaukums pavadinimas',
  },
  // Vietnamese
  { company: 'công_ty khách_hàng doanh_nghiệp tổ_chức', name: 'tên' },
  // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
  {
    company:
      'компания компании организация организации фирма фирмы предприятие предприятия клиент клиента заказчик заказчика ' +
      'контрагент контрагента покупатель покупателя ' +
      'компанія компанії організація організації фірма фірми підприємство підприємства клієнт клієнта замовник замовника ' +
      'кампанія кампаніі арганізацыя арганізацыі прадпрыемства кліент кліента ' +
      'фирмата фирме предузеће предузећа компанија компаније клијент клијента купац купца',
    name: 'название наименование имя назва найменування назив име',
  },
  // Greek
  {
    company: 'εταιρεία εταιρείας εταιρία εταιρίας πελάτης πελάτη επιχείρηση επιχείρησης οργανισμός επωνυμία',
    name: 'όνομα επωνυμία',
  },
  // Hebrew, Arabic
  { company: 'חברה החברה לקוח הלקוח ארגון הארגון עסק העסק', name: 'שם' },
  { company: 'شركة الشركة عميل العميل زبون الزبون مؤسسة المؤسسة منظمة المنظمة', name: 'اسم' },
  // Thai
  { company: 'บริษัท ลูกค้า องค์กร กิจการ', name: 'ชื่อ' },
  // Chinese
  { company: '公司 企业 企業 客户 客戶 单位 單位 机构 機構 商户 商戶 组织 組織', name: '名称 名稱 名' },
  // Japanese
  { company: '会社 企業 顧客 取引先 得意先 法人 団体 組織 お客様 社名 貴社', name: '名称 名' },
  // Korean
  { company: '회사 기업 고객 고객사 거래처 업체 단체 조직 상호', name: '이름 명칭 명' },
];

/** Words between these. */
export const smallWords =
  'of the der des die von vom de du le la l las los el d da do dos del della dello dell di van het den af av i în';

/** Whom to talk to at a customer, or about one. They may be anywhere in a heading: `Hauptkontakt`, `Persona de contacto`. */
export const personWords =
  // English, and what it shares with others
  'contact owner manager executive person respons represent attention salesman salesperson founder ' +
  // German
  'kontakt ansprech betreuer inhaber geschäftsführ verantwort zuständig bearbeiter mitarbeiter vertreter verkäufer eigentümer besitzer ' +
  // French
  'interlocut gérant dirigeant propriét référent représent vendeur ' +
  // Spanish, Catalan, Portuguese, Italian, Romanian
  'propiet dueño gerente encargad titular titolare vendedor contato pessoa proprietári contatto referente proprietari amministrat venditore ' +
  'persoan reprezent ' +
  // Dutch
  'eigenaar verantwoordelijk beheerder vertegenwoordig aanspreekpunt medewerker ' +
  // Swedish, Danish, Norwegian, Finnish, Icelandic
  'ansvarig ansvarlig ägare ejer eier innehav indehav säljare sælger selger handläggare henkilö omistaja tengilið ábyrgð eigandi ' +
  // Polish, Czech, Slovak, Croatian, Serbian, Slovenian
  'osob opiekun właściciel przedstawiciel odpowiedzialn vlastní majitel odpovědn zodpovedn zodpovědn zástup jednatel konateľ ' +
  'vlasnik odgovorn zastupnik oseb lastnik skrbnik ' +
  // Hungarian, Turkish, Estonian, Latvian, Lithuanian
  'kapcsolat felelős tulajdonos képvisel ügyintéző kişi yetkili sorumlu sahibi temsilci isik omanik esindaja ' +
  'īpašniek atbildīg pārstāv asmuo savinink atsaking atstov ' +
  // Vietnamese
  'liên_hệ người_phụ phụ_trách chủ_sở_hữu đại_diện ' +
  // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
  'контакт лицо ответствен владелец представител менеджер руководител директор ' +
  'особа відповідальн власник представник керівник кантакт асоба адказн уладальнік одговорн лице собственик отговор ' +
  // Greek, Hebrew, Arabic, Thai
  'επικοινων υπεύθυν ιδιοκτήτ εκπρόσωπ επαφή קשר בעלים אחראי נציג اتصال مسؤول مالك ممثل مدير ติดต่อ รับผิดชอบ เจ้าของ ผู้ดูแล ' +
  // Chinese, Japanese, Korean
  '联系 联络 聯絡 聯繫 负责 負責 对接 业务员 業務員 经理 經理 店主 代表 担当 責任者 連絡先 窓口 所有者 オーナー 담당 연락처 대표자 책임자 소유자';

/** First names that are common in these languages. They tell a column of people from one of companies. */
export const firstNames =
  // English
  'james john robert michael william david richard joseph thomas charles chris christopher daniel matthew anthony mark donald ' +
  'steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric ' +
  'jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler ' +
  'aaron adam nathan henry douglas peter kyle noah ethan luke liam oliver harry simon martin tom tim jim joe jo bob bill mike ' +
  'nick matt dan dave steve rob ben sam max alex tony andy ian neil graham keith colin craig stuart hugh sean owen ' +
  'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly ' +
  'emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna ' +
  'ann anne brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather ' +
  'diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah ' +
  'jacqueline martha gloria teresa sara kathryn frances jean alice julia grace amber sophie sophia chloe charlotte lucy kate ' +
  'jane sue liz meg ella ava mia isabella zoe claire fiona gemma holly natalie ada eve eva ' +
  // German
  'hans peter wolfgang klaus jürgen dieter manfred uwe günter günther bernd werner horst helmut gerhard heinz jens jörg ralf ' +
  'frank stefan stephan andreas christian matthias markus sven torsten thorsten dirk jan lars tobias florian sebastian felix ' +
  'lukas leon jonas niklas moritz philipp fabian dominik marcel patrick rainer karl karsten carsten holger axel olaf kai ' +
  'ulrich heinrich friedrich johannes georg josef franz rolf erich kurt walter otto ernst finn elias emil anton oskar ' +
  'ursula monika petra sabine renate helga karin brigitte ingrid erika gisela claudia susanne gabriele angelika heike birgit ' +
  'silke anja katja katrin kathrin nicole stefanie stephanie melanie sandra tanja nadine jana julia lena lea leonie sophie ' +
  'marie johanna hanna franziska christina kerstin ute jutta beate martina bettina cornelia doris elke heidi marion sonja ' +
  'vanessa greta frieda clara ida ' +
  // French
  'jean pierre michel andré philippe rené louis alain jacques bernard marcel daniel roger robert claude christian henri ' +
  'nicolas laurent christophe frédéric sébastien julien olivier thierry pascal éric stéphane guillaume antoine vincent mathieu ' +
  'maxime thibault hugo gabriel arthur jules françois gérard yves luc marc bruno didier ' +
  'nathalie isabelle sylvie catherine martine françoise valérie christine véronique sandrine céline stéphanie sophie aurélie ' +
  'émilie camille léa manon chloé inès jeanne monique nicole brigitte élodie pauline mathilde hélène ' +
  // Spanish, Catalan, Portuguese
  'antonio josé manuel francisco juan javier carlos jesús miguel rafael pedro ángel alejandro fernando luis sergio pablo jorge ' +
  'alberto diego álvaro raúl adrián enrique ramón vicente iván rubén óscar andrés joaquín santiago eduardo víctor mario ' +
  'roberto jaime ignacio alfonso ricardo salvador jordi marc pau josep joan ' +
  'maría carmen ana isabel dolores pilar teresa rosa cristina ángeles antonia mercedes lucía concepción elena marta silvia ' +
  'beatriz rocío raquel paula nuria susana yolanda montserrat irene alba sofía núria laia ' +
  'joão luís paulo rui tiago bruno nuno hugo gonçalo andré fábio luiz márcio marcos rodrigo gustavo felipe leandro vítor ' +
  'inês rita catarina joana sofia mariana beatriz fernanda juliana patrícia aline camila larissa letícia ' +
  // Italian
  'giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele ' +
  'giorgio aldo sergio luciano andrea marco stefano alessandro davide matteo lorenzo simone luca fabio roberto massimo ' +
  'claudio maurizio daniele riccardo federico nicola giulia chiara francesca federica silvia elisa giorgia valentina ' +
  'alessandra martina elena paola daniela roberta simona giovanna lucia giuseppina rosa angela anna luisa ilaria ' +
  // Dutch
  'jan johannes cornelis hendrik willem pieter jacob gerrit kees piet henk wim hans bas daan sem bram thijs jeroen marco ' +
  'sander joost ruud maarten rik koen stijn wouter bart anneke annelies marieke ingrid femke sanne lotte fleur anouk ' +
  'esther saskia marloes linda mieke ' +
  // Swedish, Danish, Norwegian, Finnish, Icelandic
  'erik lars karl anders per johan nils jan mikael fredrik magnus björn gustav axel oskar viktor håkan mats göran bengt ' +
  'emma astrid elsa maja karin kristina birgitta ulla ingrid linnea malin jenny åsa annika ' +
  'niels jens søren mads rasmus kasper morten henrik ole bo mette hanne kirsten freja signe pernille camilla ' +
  'ole kjell bjørn knut svein arne tor øyvind sigrid solveig marit kari silje ' +
  'juhani matti timo jukka mikko antti pekka heikki ville juha tiina päivi sari kirsi aino anneli liisa hanna ' +
  'jón sigurður guðmundur gunnar ólafur einar guðrún kristín helga sigríður ' +
  // Polish, Czech, Slovak
  'jan stanisław andrzej józef tadeusz jerzy zbigniew krzysztof henryk ryszard kazimierz marek marian piotr janusz tomasz ' +
  'paweł michał marcin jakub adam łukasz grzegorz rafał wojciech mateusz kamil bartosz maciej szymon ' +
  'krystyna barbara ewa elżbieta zofia janina teresa joanna magdalena monika agnieszka katarzyna małgorzata aleksandra ' +
  'beata dorota iwona justyna karolina natalia zuzanna ' +
  'jiří josef pavel martin jaroslav tomáš petr miroslav zdeněk václav michal františek jakub milan karel lukáš david vladimír ' +
  'ondřej marek roman stanislav radek filip vojtěch jozef ján peter štefan ľuboš juraj ' +
  'jana marie eva hana anna lenka kateřina věra lucie alena petra veronika jaroslava martina jitka ludmila zuzana ivana ' +
  'mária katarína zuzana monika viera ' +
  // Hungarian, Romanian
  'lászló istván józsef jános zoltán sándor ferenc gábor attila péter tamás zsolt tibor andrás csaba imre györgy balázs ' +
  'erzsébet ilona katalin éva zsuzsanna margit judit ágnes andrea erika krisztina mónika ildikó réka ' +
  'gheorghe ion vasile constantin alexandru andrei mihai ionuț florin adrian cristian marius bogdan răzvan ' +
  'ioana elena mihaela andreea georgiana cristina gabriela raluca simona ' +
  // Croatian, Serbian, Slovenian, Turkish
  'ivan josip marko stjepan tomislav željko damir dario goran zoran nikola dragan milan dejan nenad vladimir aleksandar ' +
  'luka franc janez andrej matej ana marija ivana mirjana jelena vesna snežana dragana milica mojca nataša tatjana ' +
  'mehmet mustafa ahmet ali hüseyin hasan ibrahim osman murat emre burak can cem kemal serkan ' +
  'fatma ayşe emine hatice zeynep elif meryem merve esra büşra selin deniz ' +
  // Estonian, Latvian, Lithuanian
  'andres toomas margus tiit priit tõnu jüri kaido anne tiina riina kadri jānis andris juris edgars mārtiņš ilze inese kristīne ' +
  'jonas vytautas tomas mindaugas darius rasa daiva rūta jurgita ' +
  // Vietnamese, Indian, Arabic, Hebrew in Latin letters
  'nguyễn trần phạm hoàng minh linh thảo rahul amit raj rajesh sanjay vijay arjun priya anjali neha pooja sunita ' +
  'mohammed mohamed muhammad ahmed omar youssef khalid hassan fatima aisha layla yusuf david yosef moshe noa tamar yael ' +
  // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
  'александр сергей владимир дмитрий андрей алексей иван николай михаил евгений виктор олег игорь юрий павел максим антон ' +
  'денис роман илья кирилл константин анна елена ольга наталья наталия татьяна ирина екатерина светлана мария юлия людмила ' +
  'марина оксана надежда галина дарья алина олександр сергій володимир дмитро андрій олексій микола михайло юрій ігор ' +
  'наталія тетяна ірина катерина світлана марія юлія людмила олена аляксандр сяргей георги димитър петър стоян мария ' +
  'никола марко јелена драган милан ' +
  // Greek
  'γιώργος γεώργιος δημήτρης κώστας κωνσταντίνος ιωάννης γιάννης νίκος νικόλαος παναγιώτης βασίλης χρήστος μαρία ελένη αικατερίνη ' +
  'βασιλική σοφία άννα ' +
  // Hebrew, Arabic
  'דוד משה יוסף יעקב אברהם שרה רחל מרים נועה תמר יעל محمد أحمد علي حسن حسين عمر خالد يوسف فاطمة مريم عائشة زينب';

/** Family names in front of short first names, as they are written in Chinese, Japanese and Korean. */
export const familyNames =
  '王 李 张 張 刘 劉 陈 陳 杨 楊 黄 黃 赵 趙 吴 吳 周 徐 孙 孫 马 馬 朱 胡 郭 何 高 林 罗 羅 郑 鄭 梁 谢 謝 宋 唐 许 許 邓 鄧 韩 韓 冯 馮 曹 曾 彭 萧 蕭 蔡 潘 田 董 袁 ' +
  '于 余 叶 葉 蒋 蔣 杜 苏 蘇 魏 程 吕 呂 丁 沈 任 姚 卢 盧 ' +
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水 山崎 森 池田 橋本 阿部 石川 ' +
  '김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍';

/** In front of a person's name. */
export const titles = 'dr prof mr mrs ms miss sir herr frau mme mlle monsieur madame sr sra dott ing mag';
