// Words of headings: whose name it is, if not the customer's, and which part of a person's name. `_`: the space in a word.

/** Somebody else who has to do with the customer. They may be anywhere in a heading: `Hausbank`, `Vendor name`. */
export const otherParties =
  // Banks
  'bank banque banco banca banka pankki pank банк τράπεζα בנק بنك مصرف ธนาคาร ngân_hàng 银行 銀行 은행 ' +
  // Suppliers, carriers, manufacturers
  'supplier vendor lieferant zuliefer fournisseur proveedor proveïdor fornecedor fornitore leverancier leverantör leverandør ' +
  'toimittaj birgir dostawc dodavatel dodávateľ beszállító szállító furnizor dobavljač dobavitelj tedarikçi tarnija piegādātāj tiekėj ' +
  'nhà_cung поставщик постачальник доставчик добављач προμηθευτ ספק مورد ผู้จำหน่าย 供应商 供應商 仕入 공급업 공급사 ' +
  'carrier spediteur spedition transporteur manufacturer hersteller fabricant fabricante ' +
  // Tax and law
  'taxadvis taxconsult taxoffice taxauthority steuer finanzamt fiskus accountant bookkeep buchhalt comptab contable ' +
  'gestoría commercialista contabil boekhoud revisor księgow účetní könyvelő muhasebe бухгалтер 税务 税務 税理士 세무 ' +
  'auditor notary notar lawyer anwalt avocat abogado avvocato ' +
  // Insurance
  'insur versicher assur aseguradora seguradora verzeker försäkring forsikring ubezpiecz pojišť страхов 保险 保険 보험 ' +
  // Rivals
  'competitor wettbewerber konkurren concurrent competidor';

/** These look like words of the above. */
export const noOtherParties = 'datenbank databank banquet bankett';

/** A group of companies, or the one above the customer. In front of a heading: `Parent company`, `Konzernname`. */
export const companiesAbove =
  'parent master main reseller agency owner übergeordnet haupt mutter konzern dachgesellschaft dachorganisation holding ' +
  'société_mère maison_mère matriz empresa_matriz capogruppo moederbedrijf moederorganisatie moderbolag moderselskab moderselskap ' +
  'emoyhtiö nadrzędn mateřsk nadřazen materská anyavállalat головн материнск материнськ родительск μητρικ ' +
  '母公司 总公司 總公司 上级 上級 親会社 本社 모회사 본사 상위';

/** How somebody logs in. Not *username*: SendGrid's subusers are called so. */
export const logins =
  'login loginname login_name user users userlogin benutzer benutzername benutzerkennung kennung anmeldename nutzer nutzername ' +
  'utilisateur nom_d’utilisateur identifiant usuario nombre_de_usuario nome_de_usuário utente nome_utente gebruiker gebruikersnaam ' +
  'användare användarnamn bruger brugernavn bruker brukernavn käyttäjä käyttäjätunnus użytkownik nazwa_użytkownika uživatel ' +
  'uživatelské_jméno felhasználó felhasználónév utilizator korisnik korisničko_ime kullanıcı kullanıcı_adı пользователь логин ' +
  'користувач логін χρήστης 用户 用户名 使用者 ユーザー ユーザー名 사용자 아이디';

export const placeHeadings =
  'country land city ort stadt town region place location standort sitz wohnort ville pays ciudad país localidad ciutat cidade ' +
  'localidade città paese località plaats woonplaats land stad ort by poststed land kaupunki maa miasto miejscowość kraj město obec země ' +
  'mesto krajina város település ország oraș localitate țară grad mjesto država šehir ülke linn pilsēta valsts miestas šalis ' +
  'thành_phố quốc_gia город страна місто країна град държава πόλη χώρα עיר מדינה مدينة بلد เมือง จังหวัด ประเทศ 城市 国家 國家 市区町村 都市 国 도시 국가';

/** A person's own name. */
export const firstNameHeadings =
  'first_name first given_name given forename vorname rufname prénom nombre_de_pila primer_nombre primeiro_nome nome_proprio nom_de_pila ' +
  'voornaam förnamn fornavn etunimi fornafn imię imiona jméno_křestní křestní_jméno krstné_meno keresztnév utónév prenume osobno_ime ' +
  'ön_ad önad eesnimi vārds vardas имя ім’я імя лично_име όνομα_μικρό השם_הפרטי שם_פרטי الاسم_الأول ชื่อจริง 名 名字';

/** A family's name. */
export const lastNameHeadings =
  'last_name last family_name surname nachname familienname zuname nom_de_famille apellido apellidos primer_apellido sobrenome apelido ' +
  'cognom cognoms cognome achternaam familienaam efternamn efternavn etternavn sukunimi eftirnafn nazwisko příjmení priezvisko ' +
  'vezetéknév családnév nume_de_familie prezime priimek soyad soyadı perekonnanimi uzvārds pavardė họ фамилия прізвище фамилно_име ' +
  'презиме επώνυμο επίθετο שם_משפחה اسم_العائلة นามสกุล 姓 姓氏 성';
