import { areMostly } from './mostly.ts';

// Cities and countries. They tell a column of places from one of names.

const cities =
  // Germany, Austria, Switzerland
  'berlin hamburg münchen munich köln cologne frankfurt stuttgart düsseldorf leipzig dortmund essen bremen dresden hannover hanover ' +
  'nürnberg nuremberg duisburg bochum wuppertal bielefeld bonn münster mannheim karlsruhe augsburg wiesbaden mönchengladbach ' +
  'gelsenkirchen aachen braunschweig chemnitz kiel halle magdeburg freiburg krefeld mainz lübeck erfurt oberhausen rostock kassel ' +
  'hagen potsdam saarbrücken hamm ludwigshafen mülheim oldenburg osnabrück leverkusen darmstadt heidelberg solingen regensburg ' +
  'herne paderborn neuss ingolstadt offenbach fürth würzburg ulm heilbronn pforzheim wolfsburg göttingen bottrop reutlingen erlangen ' +
  'bremerhaven koblenz bergisch_gladbach remscheid jena recklinghausen trier salzgitter moers siegen gütersloh hildesheim cottbus ' +
  'kaiserslautern witten hanau schwerin esslingen ludwigsburg gießen düren tübingen flensburg konstanz worms marburg lüneburg bayreuth ' +
  'bamberg passau landshut kempten weimar gera zwickau plauen görlitz stralsund greifswald wismar fulda ' +
  'wien vienna graz linz salzburg innsbruck klagenfurt villach wels st._pölten dornbirn bregenz ' +
  'zürich zurich genf genève geneva basel bern lausanne winterthur luzern st._gallen lugano biel thun chur zug ' +
  // France, Belgium, Netherlands, Luxembourg
  'paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon saint-étienne le_havre grenoble ' +
  'dijon angers nîmes villeurbanne clermont-ferrand aix-en-provence le_mans brest tours amiens limoges annecy perpignan metz besançon ' +
  'orléans rouen mulhouse caen nancy avignon poitiers la_rochelle pau cannes colmar ' +
  'bruxelles brussel brussels antwerpen antwerp anvers gent ghent gand charleroi liège luik brugge bruges namur leuven mons mechelen ' +
  'amsterdam rotterdam den_haag the_hague utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem enschede ' +
  'amersfoort zaanstad den_bosch zwolle leiden maastricht dordrecht delft alkmaar luxembourg luxemburg ' +
  // Spain, Portugal, Italy
  'madrid barcelona valencia sevilla seville zaragoza málaga murcia palma bilbao alicante córdoba valladolid vigo gijón granada elche ' +
  'oviedo badalona cartagena terrassa sabadell pamplona almería santander burgos salamanca logroño girona tarragona lleida cádiz toledo ' +
  'lisboa lisbon porto braga coimbra funchal aveiro faro setúbal évora guimarães ' +
  'roma rome milano milan napoli naples torino turin palermo genova genoa bologna firenze florence bari catania venezia venice verona ' +
  'messina padova trieste taranto brescia parma prato modena reggio_emilia reggio_calabria perugia ravenna livorno rimini cagliari ' +
  'foggia ferrara salerno latina bergamo pescara trento siracusa vicenza bolzano udine ancona lecce pisa lucca como ' +
  // Great Britain, Ireland
  'london birmingham manchester glasgow liverpool leeds sheffield edinburgh bristol cardiff leicester coventry belfast nottingham ' +
  'newcastle sunderland brighton hull plymouth derby southampton portsmouth wolverhampton aberdeen norwich oxford cambridge york bath ' +
  'exeter reading swansea dundee luton bournemouth milton_keynes dublin cork limerick galway waterford ' +
  // North and east of Europe
  'stockholm göteborg gothenburg malmö uppsala västerås örebro linköping helsingborg jönköping norrköping lund umeå københavn copenhagen ' +
  'aarhus århus odense aalborg esbjerg oslo bergen trondheim stavanger tromsø helsinki espoo tampere vantaa oulu turku jyväskylä lahti ' +
  'reykjavík tallinn tartu riga rīga daugavpils vilnius kaunas klaipėda ' +
  'warszawa warsaw kraków łódź wrocław poznań gdańsk szczecin bydgoszcz lublin białystok katowice gdynia częstochowa radom toruń kielce ' +
  'rzeszów gliwice zabrze olsztyn opole praha prague prag brno ostrava plzeň liberec olomouc bratislava košice žilina ' +
  'budapest debrecen szeged miskolc pécs győr bucurești bucharest cluj-napoca cluj timișoara iași constanța craiova brașov sibiu oradea ' +
  'sofia plovdiv varna burgas софия пловдив варна zagreb split rijeka osijek ljubljana maribor beograd belgrade novi_sad niš sarajevo ' +
  'skopje podgorica tirana athens αθήνα θεσσαλονίκη πάτρα istanbul ankara izmir bursa adana antalya konya gaziantep ' +
  'москва санкт-петербург новосибирск екатеринбург казань самара омск челябинск уфа пермь воронеж волгоград краснодар ростов-на-дону ' +
  'moscow київ харків одеса дніпро львів запоріжжя вінниця kyiv lviv kharkiv odesa minsk мінск минск ' +
  // America
  'new_york los_angeles chicago houston phoenix philadelphia san_antonio san_diego dallas san_jose austin jacksonville fort_worth ' +
  'columbus charlotte indianapolis san_francisco seattle denver washington boston nashville el_paso oklahoma_city detroit portland ' +
  'las_vegas memphis louisville baltimore milwaukee albuquerque tucson fresno sacramento mesa kansas_city atlanta omaha raleigh miami ' +
  'oakland minneapolis tampa tulsa arlington new_orleans cleveland honolulu cincinnati pittsburgh st._louis orlando buffalo richmond ' +
  'salt_lake_city boise madison toronto montréal montreal vancouver calgary edmonton ottawa winnipeg québec hamilton halifax victoria ' +
  'ciudad_de_méxico mexico_city guadalajara monterrey puebla tijuana león bogotá medellín cali barranquilla lima quito guayaquil ' +
  'santiago valparaíso buenos_aires rosario mendoza montevideo asunción la_paz caracas são_paulo rio_de_janeiro brasília salvador ' +
  'fortaleza belo_horizonte manaus curitiba recife porto_alegre goiânia campinas florianópolis ' +
  // Asia, Africa, Australia
  'delhi new_delhi mumbai bangalore bengaluru hyderabad ahmedabad chennai kolkata pune jaipur karachi lahore dhaka colombo singapore ' +
  'kuala_lumpur jakarta bangkok manila hanoi hà_nội hồ_chí_minh đà_nẵng hong_kong shanghai beijing shenzhen guangzhou taipei tokyo ' +
  'osaka kyoto yokohama nagoya seoul busan dubai abu_dhabi riyadh jeddah doha tel_aviv jerusalem haifa cairo alexandria casablanca ' +
  'tunis algiers lagos nairobi accra johannesburg cape_town durban pretoria sydney melbourne brisbane perth adelaide canberra auckland ' +
  'wellington christchurch 北京 上海 广州 深圳 成都 杭州 武汉 西安 南京 天津 重庆 苏州 香港 台北 高雄 臺北 ' +
  '東京 大阪 京都 横浜 名古屋 札幌 神戸 福岡 仙台 広島 서울 부산 인천 대구 대전 광주 ' +
  'תל_אביב ירושלים חיפה القاهرة دبي الرياض جدة กรุงเทพ';

const countries =
  'deutschland germany österreich austria schweiz switzerland suisse france frankreich belgien belgium belgique nederland netherlands ' +
  'niederlande spain españa spanien portugal italy italia italien united_kingdom great_britain england scotland wales ireland irland ' +
  'sweden sverige schweden denmark danmark dänemark norway norge norwegen finland suomi finnland iceland island poland polska polen ' +
  'czechia česko tschechien slovakia slovensko hungary magyarország ungarn romania românia rumänien bulgaria croatia hrvatska slovenia ' +
  'slovenija serbia srbija greece griechenland turkey türkiye türkei ukraine україна russia россия estonia eesti latvia latvija ' +
  'lithuania lietuva usa united_states canada kanada mexico méxico brazil brasil brasilien argentina chile colombia peru india indien ' +
  'china japan korea australia australien new_zealand south_africa israel egypt 中国 日本 대한민국';

const folded = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');

const known = new Set(`${cities} ${countries}`.split(' ').map((place) => folded(place.replaceAll('_', ' '))));

const postcode = /^(?:[a-z]{1,2}[- ])?\d{4,6}\s+/i;
/** `Frankfurt am Main`, `Halle (Saale)`, `Kraków, PL`. */
const more = /\s*[(,/].*$|\s+(?:am|an der|a\. ?d\.|im|in|bei|sur|upon)\s.*$/i;

const isPlace = (text: string): boolean => known.has(folded(text.replace(postcode, '').replace(more, '')));

/** Small places are not known. */
const shareOfPlaces = 0.4;

/** Whether the texts are mostly cities or countries. */
export const arePlaces = (texts: readonly string[]): boolean => areMostly(texts, isPlace, shareOfPlaces);
