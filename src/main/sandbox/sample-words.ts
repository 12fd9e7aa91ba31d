// What sample customers' names are made of. All firms are invented; their domains end in `.example`, which RFC 2606
// reserves for examples.

/** How firms are named in a language, so that `&`, `und` and `y` are in the expected places. */
export interface Tongue {
  /** How often it is drawn, relative to the others. */
  weight: number;
  first: readonly string[];
  last: readonly string[];
  places: readonly string[];
  /** Words before a family name: `Bäckerei Schröder`. */
  before: readonly string[];
  /** Words after a family or place name: `Schröder Maschinenbau`. */
  after: readonly string[];
  legal: readonly string[];
  and: string;
}

const list = (words: string): readonly string[] => words.split(',');

export const tongues: readonly Tongue[] = [
  {
    weight: 10,
    first: list('Amelia,Oliver,Grace,Noah,Chloe,Samuel,Priya,Marcus,Hannah,Declan,Ruth,Isaac'),
    last: list(
      "Whitfield,O'Connor,Hargreaves,McAllister,Bennett,Okafor,Ashworth,Pemberton,Fairbanks,Sinclair,Donnelly,Patel,Thornbury,Ellery,Quill,Marlowe,Abernathy,Castellan,Holloway,Fitzgerald,Kingsley,Lockhart,Brannigan,D'Souza,Winterbourne",
    ),
    places: list(
      'Northgate,Riverside,Blue Harbour,Oakridge,Silverlake,Kingsbridge,Maple Street,Westbrook,Cedar Valley,Highfield',
    ),
    before: list('The House of,Studio,Team,Law Offices of'),
    after: list(
      'Dental Care,Logistics,Roofing,Garden Centre,Physiotherapy,Accountants,Coffee Roasters,Veterinary Clinic,Books,Outdoor,Insurance Brokers,Analytics,Boatyard,Bakery,Software,Charity Trust,Fitness,Travel,Estate Agents,Media',
    ),
    legal: list('Ltd,Inc.,LLC,PLC,LLP'),
    and: '&',
  },
  {
    weight: 5,
    first: list('Jürgen,Anneliese,Matthias,Käthe,Björn,Heike,Sören,Ulrike'),
    last: list(
      'Schröder,Müller,Groß,Jäger,Köhler,Weiß,Brückner,Strauß,Hübner,Schäfer,Löffler,Vögele,Zimmermann,Böhm,Krüger',
    ),
    places: list('Nordsee,Schwarzwald,Rheintal,Alster,Isar,Harz,Bodensee,Spreewald'),
    before: list('Bäckerei,Autohaus,Tierarztpraxis,Gärtnerei,Kanzlei,Weingut,Schreinerei,Fahrschule'),
    after: list(
      'Maschinenbau,Reisen,Immobilien,Elektrotechnik,Möbel,Versicherungen,Spedition,Verlag,Küchen,Solartechnik',
    ),
    legal: list('GmbH,AG,KG,GmbH & Co. KG,e.K.'),
    and: 'und',
  },
  {
    weight: 5,
    first: list('Élodie,François,Zoé,Gaël,Noémie,Jérôme,Léa,Benoît'),
    last: list(
      'Lefèvre,Garçon,Béranger,Hélie,Châtelain,Noël,Périer,Crépin,Marchand,Gauthier,Desprès,Rémond,Fontaine,Lacaze',
    ),
    places: list('Bretagne,Vallée d’Azur,Montmartre,Garonne,Côte Fleurie,Savoie,Midi,Grand Large'),
    before: list('Boulangerie,Librairie,Cabinet,Garage,Château,Pépinière,Maison,Fromagerie,Clinique'),
    after: list('Traiteur,Assurances,Voyages,Immobilier,Énergie,Conseil,Événements,Textile,Menuiserie'),
    legal: list('SARL,SA,SAS,EURL,& Fils'),
    and: 'et',
  },
  {
    weight: 5,
    first: list('Lucía,Íñigo,Martín,Begoña,Álvaro,Nuria,Sebastián,Inés'),
    last: list('Núñez,García,Ibáñez,Peña,Gutiérrez,Muñoz,Fernández,Echeverría,Solís,Ordóñez,Beltrán,Cárdenas'),
    places: list('Costa Brava,La Mancha,Andalucía,Bahía Azul,Sierra Nevada,Los Álamos'),
    before: list('Transportes,Panadería,Bodegas,Clínica,Talleres,Ferretería,Viajes,Academia,Farmacia'),
    after: list('Abogados,Seguros,Construcciones,Muebles,Asesores,Energía,Deportes'),
    legal: list('S.L.,S.A.,S.Coop.,e Hijos'),
    and: 'y',
  },
  {
    weight: 3,
    first: list('Niccolò,Giulia,Matteo,Chiara,Luca,Beatrice'),
    last: list(
      'Bianchi,De Luca,Ferràù,Moretti,D’Angelo,Caffè,Rinaldi,Ferrante,Colombo,Esposito,Zanetti,Lo Presti,Marchetti',
    ),
    places: list('Lago Maggiore,Toscana,Riviera,Dolomiti,Laguna'),
    before: list('Trattoria,Studio,Officina,Panificio,Farmacia,Azienda Agricola,Gelateria,Tipografia'),
    after: list('Arredamenti,Assicurazioni,Viaggi,Ceramiche,Moda,Trasporti,Impianti'),
    legal: list('S.r.l.,S.p.A.,S.n.c.,& Figli'),
    and: 'e',
  },
  {
    weight: 3,
    first: list('Łukasz,Małgorzata,Paweł,Agnieszka,Grzegorz,Żaneta'),
    last: list('Wiśniewski,Dąbrowska,Kowalczyk,Żuraw,Śliwa,Gołąb,Wójcik,Pąk,Źródlak,Łoś'),
    places: list('Łódź,Gdańsk,Śląsk,Mazury,Podhale'),
    before: list('Piekarnia,Zakład,Kancelaria,Przychodnia,Księgarnia,Stolarnia'),
    after: list('Budownictwo,Transport,Ubezpieczenia,Meble,Ogrody,Druk'),
    legal: list('sp. z o.o.,S.A.,sp.j.'),
    and: 'i',
  },
  {
    weight: 3,
    first: list('João,Inês,Conceição,Tomás,Luísa,Simão'),
    last: list('Gonçalves,Araújo,Conceição,Magalhães,Simões,Teixeira,Guimarães,Brandão,Falcão,Assunção'),
    places: list('Algarve,São Bento,Ribeira,Minas,Atlântico'),
    before: list('Padaria,Clínica,Oficina,Farmácia,Quinta,Colégio'),
    after: list('Engenharia,Seguros,Turismo,Construções,Alimentos,Tecnologia'),
    legal: list('Lda.,S.A.,Ltda.'),
    and: 'e',
  },
  {
    weight: 3,
    first: list('Sanne,Daan,Fleur,Jeroen,Loïs,Noor'),
    last: list("de Vries,van 't Hoff,Jansen,Bakker,Hoekstra,Willems,van der Meer,Ter Beek,Coppens,Dijkstra,Vermeulen"),
    places: list('Zeeland,Veluwe,Amstel,Kempen,Wadden'),
    before: list('Bakkerij,Garage,Kwekerij,Praktijk,Drukkerij'),
    after: list('Fietsen,Bouw,Verzekeringen,Reizen,Makelaars,Zuivel'),
    legal: list('B.V.,N.V.,V.O.F.'),
    and: 'en',
  },
  {
    weight: 2,
    first: list('Åsa,Björn,Øyvind,Maja,Søren,Märta'),
    last: list('Ångström,Sjögren,Østergård,Lindqvist,Håkansson,Solberg,Wikström,Rasmussen,Bjørnstad,Nygård,Blåberg'),
    places: list('Öresund,Skagen,Lofoten,Gotland,Jylland'),
    before: list('Kafé,Verkstad,Redaktion'),
    after: list('Bygg,Möbler,Fisk,Resor,Energi,Elektro,Trädgård'),
    legal: list('AB,A/S,ApS,AS'),
    and: '&',
  },
  {
    weight: 2,
    first: list('Çağla,Emre,Gülşen,İbrahim,Şirin,Ozan'),
    last: list('Yıldız,Öztürk,Şahin,Çelik,Güneş,Korkmaz,Arslan,Kılıç,Aydın,Doğan'),
    places: list('Boğaziçi,Kapadokya,Ege,Toros'),
    before: list('Otel,Lokanta,Eczane'),
    after: list('Tekstil,Turizm,İnşaat,Gıda,Lojistik,Sigorta'),
    legal: list('A.Ş.,Ltd. Şti.'),
    and: 've',
  },
  {
    weight: 2,
    first: list('Jiří,Božena,Ondřej,Žofie,Štěpán,Mária'),
    last: list('Dvořák,Němec,Růžička,Šťastný,Veselý,Sedláček,Kučera,Žák,Hájek'),
    places: list('Vltava,Šumava,Tatry,Morava'),
    before: list('Pekárna,Lékárna,Truhlářství,Nakladatelství'),
    after: list('Stavby,Doprava,Pojištění,Nábytek,Strojírna'),
    legal: list('s.r.o.,a.s.'),
    and: 'a',
  },
  {
    weight: 1,
    first: list('Eleni,Nikos,Sofia,Yannis'),
    last: list('Παπαδόπουλος,Αλεξίου,Νικολαΐδης,Γεωργίου,Κωνσταντίνου,Δημητρίου,Βασιλείου,Οικονόμου,Καραγιάννης'),
    places: list('Αιγαίο,Κρήτη,Θεσσαλία,Κυκλάδες,Ιόνιο'),
    before: list('Φούρνος,Ξενοδοχείο,Φαρμακείο'),
    after: list('Ναυτιλία,Τρόφιμα,Ασφάλειες,Εκδόσεις,Τουρισμός,Έπιπλα'),
    legal: list('Α.Ε.,Ε.Π.Ε.'),
    and: 'και',
  },
  {
    weight: 1,
    first: list('Oksana,Taras,Iryna,Dmytro'),
    last: list('Шевченко,Коваленко,Мельник,Бондар,Кравчук,Лисенко,Гончар,Савченко'),
    places: list('Дніпро,Карпати,Поділля'),
    before: list('Пекарня,Клініка,Готель'),
    after: list('Логістика,Будівництво,Меблі,Туризм,Видавництво,Електро'),
    legal: list('ТОВ,ПП'),
    and: 'та',
  },
  {
    weight: 1,
    first: list('Haruka,Kenji,Yui,Sota'),
    last: list('山田,佐藤,渡辺,小林,高橋,伊藤,中村,松本,井上,木村'),
    places: list('富士,さくら,北海,青山,瀬戸内,日光'),
    before: list('株式会社'),
    after: list('商店,印刷,旅行社,製作所,食品,運輸,不動産,書店'),
    legal: list('株式会社'),
    and: '・',
  },
];

/** Two halves of a made-up brand: `Norvia`, `Lumexa`. */
export const brandHeads = list(
  'Nor,Lum,Velo,Quant,Pixel,Terra,Aero,Cobalt,Zephy,Omni,Kine,Solar,Bright,Vanta,Hexa,Micro,Fjor,Amber,Nimb,Strato,Clari,Orbi,Sylva,Kora',
);
export const brandTails = list(
  'via,exa,wave,ora,tics,nest,lane,works,mint,loop,forge,ly,dash,tide,grid,base,ium,spark,field,io,path,craft',
);

/** Groups of customers. */
export const groups = list(
  'Retail,Hospitality,Nonprofit,Agencies,Healthcare,Education,VIP,France,Germany,Iberia,Nordics,Trial,Seasonal,Franchise',
);
