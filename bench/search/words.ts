// Words for names of companies. In each list the common ones come first and are picked more often.

const words = (text: string): string[] => text.trim().split(/\s+/);

export const qualities = words(`
  Blue Green Red Silver Golden First North South West East New Old Great Little Royal Urban Global Smart Bright Clear Grand
  Prime Rapid True Noble Happy Honest Quiet Bold Swift Fresh Wild Sunny Lucky Rustic Crystal Velvet Copper Amber Ivory Scarlet
  Misty Hidden Secret Brave Gentle Humble Simple Pure Vivid Cosmic Lunar Solar Arctic Alpine Coastal Nordic Atlantic Pacific
  Iron Stone Maple Cedar Willow Birch Hazel Olive Saffron Indigo Crimson Emerald Azure Onyx Jade Coral Pearl Opal`);

export const things = words(`
  Star Oak River Mountain Lake Sky Sun Moon Bridge Harbour House Garden Field Forest Stone Wave Fox Wolf Bear Eagle Lion Crown
  Anchor Compass Arrow Feather Lantern Key Mill Tower Gate Valley Hill Meadow Island Bay Coast Cloud Storm Rain Snow Frost Flame
  Spark Ember Ash Pine Elm Rose Lily Tulip Clover Thistle Heron Falcon Raven Swan Otter Badger Hare Stag Whale Dolphin Turtle
  Beacon Summit Ridge Canyon Delta Prairie Orchard Vineyard Cottage Castle Abbey Chapel Market Square Corner Junction`);

export const trades = words(`
  Media Group Solutions Consulting Digital Studio Marketing Services Design Systems Foods Coffee Travel Logistics Software
  Energy Health Dental Fitness Sports Fashion Books Music Events Catering Bakery Brewery Wines Flowers Furniture Homes
  Properties Estates Finance Insurance Legal Accounting Education Academy Training Recruitment Security Cleaning Plumbing
  Roofing Electrical Construction Engineering Automotive Motors Cycles Marine Aviation Freight Packaging Printing Textiles
  Jewellery Cosmetics Pharmacy Optics Veterinary Pets Toys Games Films Photography Analytics Robotics Biotech Ventures Capital
  Holdings Partners Labs Works Agency Collective Outfitters Interiors Kitchens Gardens Tea Roasters Butchers Cheese Chocolate`);

/** Per language: surnames, trades, words between or after them, and endings of domains. */
export interface Language {
  surnames: readonly string[];
  trades: readonly string[];
  forms: readonly string[];
  family: readonly string[];
  domains: readonly string[];
  /** False if the language has another script: its domains then get an invented name. */
  latin: boolean;
}

const language = (
  surnames: string,
  ownTrades: string,
  forms: readonly string[],
  family: readonly string[],
  domains: string,
  latin = true,
): Language => ({ surnames: words(surnames), trades: words(ownTrades), forms, family, domains: words(domains), latin });

export const languages: readonly Language[] = [
  language(
    `Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood
     Jackson Clarke Clark Harris Lewis Turner Hill Cooper Morris Ward Baker Morgan Harrison O'Brien O'Neill McCarthy MacDonald
     Fitzgerald Ashworth Blackwood Cartwright Fairbanks Hathaway Kingsley Lockwood Pemberton Thornton Whitfield Winslow`,
    'Foods Motors Builders Joinery Butchers Solicitors Tailors Printers Flooring Glazing Surveyors Landscapes',
    ['Ltd', 'Limited', 'LLC', 'Inc.', 'plc', 'Co.', ''],
    ['& Sons', 'and Sons', '& Daughters', 'Brothers', '& Co.', '& Partners'],
    'com co.uk net org io',
  ),
  language(
    `Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder
     Neumann Schwarz Zimmermann Krüger Hartmann Lange Krause Lehmann Köhler König Maier Weiß Jäger Groß Böhm Günther Strauß`,
    'Bäckerei Metallbau Gärtnerei Möbel Brauerei Werkzeuge Elektrotechnik Bürobedarf Getränke Reisebüro Fußböden Küchen',
    ['GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'e.K.', ''],
    ['& Söhne', 'und Söhne', '& Töchter', 'Gebrüder', '& Partner'],
    'de com at ch',
  ),
  language(
    `Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia Lefebvre Bertrand
     Roux Fournier Girard Bonnet Dupont Lambert François Mercier Gérard Beaulieu Château Béranger Noël Lacroix d'Arcy`,
    'Boulangerie Pâtisserie Traiteur Fromagerie Éditions Bâtiment Ébénisterie Hôtellerie Mécanique Vignobles Café Santé',
    ['SARL', 'S.A.', 'SAS', 'EURL', ''],
    ['et Fils', '& Fils', 'Frères', '& Associés'],
    'fr com be ch',
  ),
  language(
    `García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz
     Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Núñez Ibáñez Peña Cañadas Güell`,
    'Panadería Ferretería Construcciones Cerámicas Viajes Diseño Tecnología Jardinería Peluquería Bodegas Fábrica Imprenta',
    ['S.L.', 'S.A.', 'SLU', ''],
    ['e Hijos', 'y Hermanos', '& Asociados'],
    'es com mx com.ar',
  ),
  language(
    `Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De Luca Mancini Costa Giordano
     Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone`,
    'Pasticceria Gelateria Officina Arredamenti Costruzioni Ceramiche Tessuti Caffè Viaggi Trattoria Serramenti Vini',
    ['S.r.l.', 'S.p.A.', 'S.n.c.', ''],
    ['e Figli', '& Figli', 'Fratelli'],
    'it com eu',
  ),
  language(
    `Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski
     Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Król Wróbel Żuraw Łuczak`,
    'Piekarnia Apteka Budownictwo Księgarnia Meble Drukarnia Cukiernia Kwiaciarnia Usługi Przewozy Łazienki Ogród',
    ['Sp. z o.o.', 'S.A.', 's.c.', ''],
    ['i Synowie', 'i Wspólnicy', '& Bracia'],
    'pl com.pl eu',
  ),
  language(
    `Hansen Johansen Olsen Larsen Andersen Nilsen Kristiansen Jensen Karlsen Johnsen Lindström Bergström Åkesson Sjöberg Öberg
     Nyström Ødegård Sørensen Møller Kjær Bjørnstad Håkansson Ström Lundqvist Østergaard Pärson Mäkinen Hämäläinen Virtanen`,
    'Bageri Snickeri Rederi Fiskeri Møbler Byggeri Måleri Kött Trädgård Bokhandel Reiser Smørrebrød',
    ['AB', 'AS', 'A/S', 'ApS', 'Oy', ''],
    ['& Sønner', 'och Söner', '& Co', 'Brødrene'],
    'se no dk fi com',
  ),
  language(
    `Silva Santos Oliveira Souza Pereira Costa Ferreira Almeida Gonçalves Conceição Araújo Simões Magalhães Guimarães Falcão
     Leitão Mendonça Assunção Estêvão Luís Antunes Figueiredo Nóbrega`,
    'Padaria Construções Confecções Móveis Serviços Importação Comunicação Saúde Educação Turismo Máquinas Calçados',
    ['Lda', 'Ltda', 'S.A.', ''],
    ['e Filhos', 'Irmãos', '& Associados'],
    'pt com.br com',
  ),
  language(
    `Novák Svoboda Dvořák Černý Procházka Kučera Veselý Krejčí Horák Němec Pospíšil Marek Hájek Šimek Růžička Nagy Kovács Tóth
     Szabó Horváth Varga Kiss Molnár Németh Popescu Ionescu Țiriac Ștefănescu Yılmaz Kaya Demir Şahin Çelik Öztürk Işık Güneş`,
    'Pekařství Lékárna Stavby Nábytek Pékség Könyvek Építő Brutărie Construcții Fırın İnşaat Mobilya Turizm Gıda',
    ['s.r.o.', 'a.s.', 'Kft.', 'Zrt.', 'SRL', 'A.Ş.', 'Ltd. Şti.', ''],
    ['a synové', 'és Fiai', '& Fiii', 've Oğulları'],
    'cz sk hu ro com.tr',
  ),
  language(
    'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Шевченко Коваленко Бондаренко Παπαδόπουλος Γεωργίου Νικολάου Ιωάννου',
    'Пекарня Аптека Строй Мебель Книги Цветы Кофе Транспорт Φούρνος Βιβλία Καφές Ταξίδια',
    ['ООО', 'АО', 'ТОВ', 'Α.Ε.', ''],
    ['и сыновья', 'та сини', 'και Υιοί'],
    'ru com.ua gr bg',
    false,
  ),
  language(
    '山本 田中 佐藤 鈴木 高橋 渡辺 伊藤 王氏 李氏 张氏 刘氏 陈氏 김 이 박 최 정 강 조 윤',
    '珈琲 商事 工業 印刷 食品 旅行 书店 科技 贸易 物流 咖啡 커피 여행 출판 건설 전자',
    ['株式会社', '有限公司', '(주)', ''],
    ['兄弟', '家族'],
    'jp cn kr com',
    false,
  ),
];

/** Parts of invented names: Lumora, Zentiq, Kravodel. */
export const invented = {
  heads: words(
    'Lu Ze Kra Vo Mi Ta No Be Ari Cor Del Eno Fi Gra Hy Ino Jo Kel La Mo Ne Or Pra Qua Ri Sy Tre Ul Ve Wy Xe Yo Za Bli Cla Dro Fle Gli Ske Spi Sto Swi Thri Twi',
  ),
  middles: words('mo nti vo ra li no ka de sa ti ve lo ma ri ne do ba cu fi ge hu jo ke la mi nu pa qui re si ta'),
  tails: words('ra tiq del na ly fy ro x via nex ta lis dor ma go zen do q sys ly net ware hub ion ent era ova ium'),
};

export const cities = words(`
  London Paris Berlin München Hamburg Wien Zürich Genève Lyon Marseille Madrid Barcelona Sevilla Lisboa Porto Roma Milano
  Torino Napoli Praha Kraków Warszawa Gdańsk Wrocław Łódź Budapest București Istanbul İzmir København Århus Oslo Bergen Malmö
  Göteborg Stockholm Helsinki Tallinn Riga Vilnius Dublin Cork Glasgow Leeds Bristol Cardiff Boston Chicago Denver Austin
  Seattle Portland Toronto Montréal Québec Sydney Perth Auckland Mumbai Delhi Singapore Tokyo Osaka Seoul`);

export const givenNames = words(`
  anna maria jane john peter paul laura julia thomas andreas sophie lucas emma marta piotr ola lars ingrid sven carlos lucia
  diego giulia marco elena ivan olga yuki mei kim omar leila noah mia liam zoe hugo ines tom kate max nina eva adam`);

export const mailboxes = words(
  'info hello contact sales office mail admin support marketing newsletter team post billing hola kontakt',
);

export const publicMailHosts = words('gmail.com outlook.com gmx.de yahoo.com orange.fr wp.pl');

export const tags = [
  'Gold',
  'Silver',
  'Bronze',
  'Free',
  'Pro 100K',
  'Essentials 50K',
  'Enterprise',
  'Trial',
  'Retail',
  'Agency',
  'Nonprofit',
  'Healthcare',
  'Education',
  'Hospitality',
  'EU West',
  'EU North',
  'Americas',
  'Asia Pacific',
  'VIP',
  'Onboarding',
  'Dedicated IP',
  'Legacy',
  'Partner',
  'Internal',
  'Churn risk',
  'Black Friday',
  'Seasonal',
  'Migrated 2023',
  'Migrated 2024',
  'White label',
] as const;
