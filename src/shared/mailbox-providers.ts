/** Mail providers, free ones and those of internet and phone companies: their domains say nothing about the customer. */
const mailboxProviders = new Set(
  // Worldwide
  (
    'gmail.com googlemail.com icloud.com me.com mac.com aim.com msn.com passport.com rocketmail.com ymail.com ' +
    'proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com fastmail.com fastmail.fm ' +
    'hey.com zoho.com zohomail.com mail.com email.com usa.com hushmail.com inbox.com duck.com runbox.com mailfence.com ' +
    'disroot.org riseup.net lycos.com excite.com juno.com netzero.net ' +
    // Germany, Austria, Switzerland, Liechtenstein, Luxembourg
    'web.de online.de arcor.de posteo.de posteo.net mailbox.org kabelmail.de kabelbw.de unitybox.de ' +
    'netcologne.de ewetel.net ewe.net osnanet.de htp-tel.de versanet.de alice.de alice-dsl.de o2online.de o2mail.de 1und1.de ' +
    'm-online.net mnet-online.de nord-com.net swbmail.de teleos-web.de gelsennet.de dokom.net mail.de email.de ' +
    'epost.de directbox.com firemail.de a1.net aon.at inode.at utanet.at liwest.at kabsi.at drei.at telering.at ' +
    'bluewin.ch bluemail.ch hispeed.ch sunrise.ch swissonline.ch vtxmail.ch vtxnet.ch solnet.ch quickline.ch ' +
    'netplus.ch greenmail.ch green.ch dplanet.ch adon.li pt.lu vo.lu internet.lu ' +
    // France, Belgium, the Netherlands
    'orange.fr orange.net free.fr aliceadsl.fr laposte.net wanadoo.fr sfr.fr neuf.fr cegetel.net bbox.fr numericable.fr ' +
    'noos.fr club-internet.fr voila.fr dartybox.com telenet.be skynet.be proximus.be scarlet.be voo.be base.be ' +
    'orange.be brutele.be ziggo.nl kpnmail.nl kpnplanet.nl hetnet.nl planet.nl home.nl xs4all.nl casema.nl quicknet.nl ' +
    'zeelandnet.nl telfort.nl solcon.nl caiway.nl onsbrabantnet.nl zonnet.nl wanadoo.nl online.nl ' +
    // Italy, Spain, Portugal, Greece, Malta, Cyprus
    'libero.it virgilio.it alice.it tim.it tin.it fastwebnet.it inwind.it iol.it blu.it aruba.it pec.it legalmail.it ' +
    'poste.it email.it terra.es telefonica.net movistar.es ono.com euskalnet.net euskaltel.net mundo-r.com wanadoo.es ' +
    'orange.es jazztel.es sapo.pt clix.pt netcabo.pt mail.pt iol.pt meo.pt nos.pt mail.telepac.pt otenet.gr hol.gr ' +
    'forthnet.gr cosmotemail.gr windowslive.gr go.net.mt onvol.net cytanet.com.cy primehome.com ' +
    // Great Britain and Ireland
    'btinternet.com btopenworld.com sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk talktalk.net ' +
    'talk21.com plus.net plus.com plusnet.com orange.co.uk o2.co.uk tesco.net ukonline.co.uk fsmail.net zen.co.uk lineone.net ' +
    'supanet.com uwclub.net btconnect.com eircom.net iol.ie indigo.ie three.ie imagine.ie ' +
    // The North and the Baltic states
    'online.no broadpark.no getmail.no telenor.no frisurf.no lyse.net altibox.no ebnett.no c2i.net start.no ' +
    'telia.com telia.se spray.se bredband.net bredband2.com comhem.se bahnhof.se swipnet.se glocalnet.net passagen.se ' +
    'home.se mail.dk tdcadsl.dk tdc.dk jubii.dk stofanet.dk youmail.dk hi3g.dk email.dk privat.dk ofir.dk ' +
    'kolumbus.fi elisanet.fi luukku.com saunalahti.fi pp.inet.fi inet.fi welho.com dnainternet.net suomi24.fi simnet.is ' +
    'internet.is vortex.is hot.ee mail.ee online.ee inbox.lv apollo.lv inbox.lt one.lt takas.lt ' +
    // Poland, Czechia, Slovakia, Hungary, and the South East
    'wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu gazeta.pl op.pl poczta.fm poczta.onet.pl tlen.pl vp.pl neostrada.pl ' +
    'seznam.cz email.cz centrum.cz atlas.cz post.cz volny.cz quick.cz o2active.cz upcmail.cz azet.sk zoznam.sk ' +
    'centrum.sk pobox.sk post.sk orangemail.sk stonline.sk citromail.hu indamail.hu vipmail.hu mailbox.hu invitel.hu ' +
    'digikabel.hu abv.bg dir.bg mail.bg gbg.bg net.hr inet.hr siol.net telemach.net amis.net volja.net eunet.rs ptt.rs ' +
    'sbb.rs open.telekom.rs bih.net.ba teol.net home.ro rdslink.ro ' +
    // Russia, Ukraine and their neighbours
    'mail.ru bk.ru list.ru inbox.ru internet.ru rambler.ru ro.ru lenta.ru autorambler.ru ya.ru narod.ru pochta.ru ' +
    'nm.ru hotbox.ru ukr.net i.ua meta.ua bigmir.net mail.ua email.ua online.ua tut.by mail.by mail.kz ' +
    // China, Taiwan, Hong Kong, Japan, Korea
    'qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com 188.com 139.com 189.cn wo.cn wo.com.cn 21cn.com ' +
    '263.net tom.com sina.com sina.cn vip.sina.com sohu.com aliyun.com eyou.com hinet.net seed.net.tw pchome.com.tw ' +
    'netvigator.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp disney.ne.jp vodafone.ne.jp ' +
    'willcom.com ymobile.ne.jp emnet.ne.jp nifty.com nifty.ne.jp biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp ' +
    'dion.ne.jp odn.ne.jp asahi-net.or.jp infoweb.ne.jp eonet.ne.jp jcom.home.ne.jp jcom.zaq.ne.jp excite.co.jp goo.jp ' +
    'mail.goo.ne.jp infoseek.jp naver.com daum.net hanmail.net nate.com hanafos.com korea.com dreamwiz.com ' +
    // India, South East Asia, Australia, New Zealand
    'rediffmail.com rediff.com indiatimes.com sify.com vsnl.net vsnl.com bsnl.in airtelmail.in dataone.in ' +
    'singnet.com.sg starhub.net.sg pacific.net.sg streamyx.com tm.net.my pd.jaring.my telkom.net pldtdsl.net ' +
    'bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net westnet.com.au iprimus.com.au ' +
    'dodo.com.au aapt.net.au adam.com.au ozemail.com.au xtra.co.nz slingshot.co.nz paradise.net.nz clear.net.nz ' +
    'orcon.net.nz ihug.co.nz spark.co.nz actrix.co.nz inspire.net.nz ' +
    // The Near East and Africa
    'walla.co.il walla.com netvision.net.il bezeqint.net 012.net.il zahav.net.il barak.net.il superonline.com ttmail.com ' +
    'ttnet.net.tr mynet.com turk.net emirates.net.ae eim.ae maktoob.com saudi.net.sa mweb.co.za telkomsa.net ' +
    'vodamail.co.za webmail.co.za iafrica.com absamail.co.za lantic.net menara.ma topnet.tn ' +
    // The Americas
    'comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net snet.net ' +
    'cox.net charter.net spectrum.net earthlink.net mindspring.com windstream.net frontier.com frontiernet.net ' +
    'centurylink.net centurytel.net embarqmail.com q.com optonline.net optimum.net rr.com roadrunner.com twc.com mchsi.com ' +
    'suddenlink.net cableone.net wowway.com tds.net hughes.net rcn.com netscape.net peoplepc.com ' +
    'rogers.com shaw.ca sympatico.ca bell.net telus.net videotron.ca videotron.qc.ca cogeco.ca cogeco.net eastlink.ca ' +
    'sasktel.net mts.net mymts.net nbnet.nb.ca teksavvy.com prodigy.net.mx infinitummail.com infinitum.com.mx ' +
    'uol.com.br bol.com.br terra.com.br ig.com.br oi.com.br globo.com globomail.com r7.com zipmail.com.br fibertel.com.ar ' +
    'speedy.com.ar arnet.com.ar ciudad.com.ar adinet.com.uy vtr.net une.net.co etb.net.co cantv.net'
  ).split(' '),
);

/** Those with many endings, e.g. `yahoo.co.uk`. */
const mailboxBrands =
  /^(yahoo|hotmail|outlook|live|gmx|yandex|windowslive|aol|vodafone|vodafonemail|tiscali|tele2|t-online|freemail|freenet|chello|upcmail)\.[a-z.]+$/;

/** A mailbox of `home.rr.com` is one of `rr.com`. */
const isMailboxProvider = (domain: string): boolean =>
  domain.split('.').some((_, from, labels) => {
    const parent = labels.slice(from).join('.');
    return mailboxProviders.has(parent) || mailboxBrands.test(parent);
  });

/** The domain of a customer's email, in lower case; empty if it has none, or if it is a mail provider's. */
export function companyDomainOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domain === email.toLowerCase() || isMailboxProvider(domain) ? '' : domain;
}
