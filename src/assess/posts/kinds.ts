/**
 * Words that say what is dealt in and not what is done with it. In the outline of a post each stands for its kind: "ferry
 * passengers, 90k, 300 usd" and "clinic patients, 12k, 150 euros" have one outline, so that what is learned from the first
 * holds for the second. Without accents; `~` ends a stem.
 */
import { fold } from '../text/fold.ts'

const kinds = {
  Place:
    'town towns city cities municipal~ mairie mairies commune communes communaute ville villes village council hall school~ college colleges lycee~ ecole~ ' +
    'creche~ kindergarten~ nursery daycare hospital~ clinic~ clinique~ hopital hopitaux hospitalier~ pharmac~ dentist~ dental dentaire~ doctor~ medical medicaux ' +
    'medecin~ infirm~ vet vets veterinaire~ optici~ museum~ musee~ library libraries mediatheque~ bibliotheque~ theatre~ port ports harbour harbor ferry ferries airport~ airline~ ' +
    'aeroport~ bus tram tramway~ train trains metro taxi~ parking~ police policier~ firefighter~ pompier~ prison~ court courts tribunal notary notaries ' +
    'notaire~ notari~ lawyer~ law avocat~ tax fisc caf ccas cias cantine~ canteen~ lunch bank banks banking banque~ bancaire~ insurance insurer~ assurance~ assureur~ mutuelle~ ' +
    'telecom~ operator~ operateur~ fai isp energy energie utility utilities water electric~ gaz shop~ store stores boutique~ magasin~ retailer~ supermarket~ supermarche~ ecommerce hotel~ ' +
    'hostel~ restaurant~ travel tourism~ tourisme~ tourist~ agence~ agency agencies gym gyms fitness club clubs sport sports federation~ fede association~ assoc ' +
    'assocs asso assos charity charities union unions syndicat~ university universities universit~ fac campus estate landlord~ bailleur~ logement~ housing ' +
    'rental~ immobilier~ immo company companies compan~ entreprise~ societe~ sarl firm firms factory usine~ startup~ saas crm erp rh hr payroll paie software logiciel~ logisti~ transport~ ' +
    'parcel~ delivery livraison~ courier~ church~ parish~ paroisse~ cemetery cimetiere~ ministry ministere~ prefecture~ departement~ region regions regional rectorat~ academie~ ' +
    'county camping~ campsite~ pool pools piscine~ stadium~ stade~ cinema~ ambulance~ samu lab labs labo labos laborato~ orphan~ ehpad~ retirement care nursing pension ' +
    'pensions conservatoire~ dating rencontre~ gaming casino~ betting paris garage~ driving optician~ baker~ boulang~ farm farms crypto exchange msp ' +
    'school~ youth jeunesse periscolaire~ loisirs centre center office service~ agglo~ metropole~ collectivite~ administration~ etat civil election~ ' +
    'мэри~ город~ школ~ детсад~ детск~ садик~ больниц~ поликлиник~ клиник~ аптек~ банк~ страхов~ оператор~ магазин~ турагент~ турфирм~ турофис~ отел~ гостиниц~ аэропорт~ ' +
    'авиа~ порт порта порту паром~ суд суда полици~ университет~ колледж~ вуз~ музе~ библиотек~ такси компани~ фирм~ служб~ доставк~ недвижимост~ риелтор~ ' +
    'нотариус~ автосалон~ автошкол~ провайдер~ администраци~ лаборатор~ клуб~ фитнес~ жкх тсж загс~ ломбард~ пенсионн~ налогов~ соцслужб~ скорой скорая парков~ ' +
    'бассейн~ лагер~ театр~ мебельн~ завод~ ветклиник~ спортклуб~',
  Person:
    'client clients customer~ user users usager~ abonne abonnes subscriber~ member members membre~ adherent~ licencie~ patient~ employee~ employe~ staff staffers agent ' +
    'agents salarie~ worker~ parent~ famil~ foyer~ household~ resident~ citizen~ habitant~ administre~ eleve~ student~ etudiant~ pupil~ teacher~ professeur~ ' +
    'prof profs enseignant~ driver~ conducteur~ chauffeur~ tenant~ locataire~ donor~ donateur~ voter~ electeur~ senior~ retraite retraites elderly pensioner~ people person persons personne~ ' +
    'kid kids child children enfant~ mineur~ passenger~ passager~ guest~ alumni candidate~ candidat~ owner owners proprietaire~ titulaire~ contribuable~ beneficiaire~ ' +
    'allocataire~ infirmier~ assure~ member~ lecteur~ visitor~ visiteur~ volunteer~ benevole~ elu elus ' +
    'клиент~ пользовател~ сотрудник~ пациент~ родител~ ученик~ студент~ абонент~ пенсионер~ пассажир~ водител~ людей человек~ жител~ жильц~ гост~ избирател~ должник~ донор~ дольщик~ граждан~ покупател~ подписчик~ читател~ владел~',
  Data:
    'database~ db dbs base bases basa bazu bdd dump dumps data donnees dataset~ file files fichier~ list lists listing~ liste~ table tables archive~ extract~ record~ row rows ' +
    'line lines ligne~ lgn entry entries entree~ fiche~ dossier~ csv sql json xlsx txt 7z zip pack packs registry registre~ register~ roster~ directory annuaire~ scan ' +
    'scans document~ formulaire~ form forms backup~ sauvegarde~ leads ' +
    'баз~ бд дамп~ слив~ реестр~ строк~ запис~ файл~ архив~ списк~ список выгрузк~ таблиц~ скан~ картотек~ данны~ утечк~',
  Field:
    'name names nom noms prenom~ surname~ firstname email~ mail mails phone phones tel tels telephone~ mobile~ landline~ fixe address addresses adresse~ dob birthdate~ birthday~ ' +
    'birth naissance ddn iban~ rib ribs bic ssn secu nir passport~ passeport~ id ids identity identite~ cni salar~ salaire~ allerg~ photo photos plate plates plaque~ ' +
    'matricule~ badge~ card cards carte~ hash hashes hashed bcrypt md5 sha1 zip postcode~ ' +
    'телефон~ почт~ адрес~ имя имен~ фио фамили~ паспорт~ снилс~ инн дата рождения прописк~ карт~ номер~',
  Coin: 'btc bitcoin~ xmr monero~ usdt eth ltc crypto cryptos trc20 usdc крипт~ битк~',
  Money:
    'eur euro euros usd dollar~ buck bucks balle balles boules rub quid pounds grand $ € £ ₽ руб~ бакс~ долл~ евро тыс',
  Time:
    'monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche tonight today tomorrow yesterday ' +
    'midnight noon morning evening weekend week weeks soir demain hier minuit midi matin semaine~ hour hours day days heure~ jour jours month months mois ' +
    'january february march april june july august september october november december janvier fevrier avril mai juin juillet aout septembre octobre novembre decembre ' +
    'понедельник~ вторник~ сред~ четверг~ пятниц~ суббот~ воскресень~ завтра сегодня вчера полноч~ полдень полудн~ утр~ вечер~ недел~ час часа часов дня дней день сутки суток месяц~',
  Way:
    'vpn rdp citrix ssh root webshell~ panel panels panneau admin webmail mailbox~ inbox~ boite boites domain domaine fortinet forti server~ serveur~ host hosts endpoint~ ' +
    'network~ reseau~ console~ foothold~ doorway login logins session~ cookie~ token~ ftp cpanel phpmyadmin anydesk teamviewer backdoor~ extranet~ intranet~ ' +
    'доступ~ админк~ учетк~ учетн~ впн сервер~ сеть сети хост~ панел~ вебшелл~ шелл~ дедик~',
} as const

type Kind = keyof typeof kinds

interface Known {
  readonly whole: ReadonlyMap<string, Kind>
  readonly stems: ReadonlyMap<string, Kind>
}

const shortestStem = 3
const longestStem = 14

let known: Known | undefined

function gather(): Known {
  const whole = new Map<string, Kind>()
  const stems = new Map<string, Kind>()
  for (const [kind, list] of Object.entries(kinds) as [Kind, string][]) {
    for (const word of list.split(' ')) {
      if (word.endsWith('~')) stems.set(fold(word.slice(0, -1)).text, kind)
      else whole.set(fold(word).text, kind)
    }
  }
  return { whole, stems }
}

/** The text, folded already, with kinds for words, `Year` and `Number` for figures; a kind said twice in a row is said once. */
export function outlineOf(text: string): readonly string[] {
  const outline: string[] = []
  for (const piece of text.match(/\d[\d.,]*k?(?![\p{L}\p{N}])|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []) {
    const step = stepOf(piece)
    if (step !== outline.at(-1) || step === piece) outline.push(step)
  }
  return outline
}

function stepOf(piece: string): string {
  if (/^(?:19|20)\d\d$/.test(piece)) return 'Year'
  if (/^\d/.test(piece)) return 'Number'
  known ??= gather()
  const kind = known.whole.get(piece)
  if (kind !== undefined) return kind
  for (let length = Math.min(piece.length, longestStem); length >= shortestStem; length -= 1) {
    const stem = known.stems.get(piece.slice(0, length))
    if (stem !== undefined) return stem
  }
  return piece
}
