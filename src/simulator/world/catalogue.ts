/** Invented breaches of invented companies, one of each nature that the resale rules must tell apart. */
import type { HibpBreach } from './model.ts'

export interface CatalogueEntry {
  readonly breach: HibpBreach
  /** weight with which an exposed person falls into it */
  readonly staffWeight: number
  readonly residentWeight: number
}

type Sketch = Pick<
  HibpBreach,
  'Name' | 'Title' | 'BreachDate' | 'AddedDate' | 'PwnCount' | 'Description' | 'DataClasses'
> &
  Partial<HibpBreach>

/** A fresh copy at each call: the world it goes into may change it. */
export function makeCatalogue(): CatalogueEntry[] {
  return sketches.map(([sketch, staffWeight, residentWeight]) => ({
    breach: { ...defaults(sketch), ...sketch, DataClasses: [...sketch.DataClasses].sort() },
    staffWeight,
    residentWeight,
  }))
}

/** What holds for a breach unless its sketch says otherwise. */
function defaults(sketch: Sketch) {
  return {
    Domain: `${sketch.Name.toLowerCase()}.example`,
    ModifiedDate: sketch.AddedDate,
    LogoPath: `https://logos.example.org/${sketch.Name}.png`,
    Attribution: null,
    IsVerified: true,
    IsFabricated: false,
    IsSensitive: false,
    IsRetired: false,
    IsSpamList: false,
    IsMalware: false,
    IsSubscriptionFree: false,
    IsStealerLog: false,
  }
}

function link(slug: string, words: string): string {
  return `<a href="https://news.example.org/${slug}" target="_blank" rel="noopener">${words}</a>`
}

const sketches: readonly (readonly [Sketch, number, number])[] = [
  [
    {
      Name: 'BoutiqueExemple',
      Title: 'Boutique Exemple',
      BreachDate: '2023-05-14',
      AddedDate: '2023-07-02T08:15:00Z',
      PwnCount: 1204311,
      Description: `In May 2023, the fictional shop ${link('boutique', 'Boutique Exemple suffered a data breach')} that exposed 1.2M customer records. The data included names, email and physical addresses, phone numbers and passwords stored as bcrypt hashes.`,
      DataClasses: ['Email addresses', 'Names', 'Passwords', 'Phone numbers', 'Physical addresses'],
    },
    8,
    14,
  ],
  [
    {
      Name: 'TransFictif',
      Title: 'TransFictif',
      BreachDate: '2022-09-06',
      AddedDate: '2022-11-18T21:40:00Z',
      PwnCount: 743220,
      Description: `In September 2022, the invented transport operator ${link('transfictif', 'TransFictif was breached')} and data on 743k travellers was subsequently sold on a hacking forum. Impacted data included names, dates of birth, phone numbers and email addresses.`,
      DataClasses: ['Dates of birth', 'Email addresses', 'Names', 'Phone numbers'],
    },
    6,
    10,
  ],
  [
    {
      Name: 'PortailFamilleDemo',
      Title: 'Portail Famille Démo',
      BreachDate: '2025-03-11',
      AddedDate: '2025-04-02T06:05:00Z',
      PwnCount: 318045,
      Description: `In March 2025, the fictional family desk ${link('portail-famille', 'Portail Famille Démo')} had its database taken. The data, including children's school records, names, email addresses and phone numbers, was listed for sale on a popular hacking forum before being leaked more broadly.`,
      DataClasses: ['Email addresses', "Family members' names", 'Names', 'Phone numbers', 'Physical addresses'],
    },
    2,
    12,
  ],
  [
    {
      Name: 'CollectionRecyclee',
      Title: 'Collection Recyclée (combo list)',
      Domain: '',
      BreachDate: '2024-01-17',
      AddedDate: '2024-01-22T10:30:00Z',
      PwnCount: 70840771,
      Description: `In January 2024, a large invented collection of credential pairs from many sources, ${link('collection', 'traded as a combo list')} and used for credential stuffing, was found. Many were recycled from earlier incidents; some passwords were in plain text.`,
      LogoPath: 'https://logos.example.org/List.png',
      DataClasses: ['Email addresses', 'Passwords'],
      IsVerified: false,
    },
    9,
    12,
  ],
  [
    {
      Name: 'JournauxVoleursDemo',
      Title: 'Journaux de voleurs (démo)',
      Domain: '',
      BreachDate: '2025-02-01',
      AddedDate: '2025-02-25T19:04:00Z',
      ModifiedDate: '2025-02-26T06:30:00Z',
      PwnCount: 28400120,
      Description: `In February 2025, an invented corpus of ${link('voleurs', 'stealer logs')} consisting of email addresses, passwords and the websites they were entered into was added. The logs were obtained by malware running on infected machines and shared on a messaging channel.`,
      LogoPath: 'https://logos.example.org/List.png',
      Attribution: 'Équipe Fictive',
      DataClasses: ['Email addresses', 'Passwords'],
      IsMalware: true,
      IsSubscriptionFree: true,
      IsStealerLog: true,
    },
    4,
    3,
  ],
  [
    {
      Name: 'AnnonceExempleSpam',
      Title: 'Annonce Exemple Spam List',
      Domain: '',
      BreachDate: '2021-06-30',
      AddedDate: '2021-08-09T07:45:00Z',
      PwnCount: 9931004,
      Description: `In mid-2021, a spam list of almost 10 million records attributed to the fictional agency ${link('annonce', 'Annonce Exemple')} was found circulating. It contained email addresses and names, no passwords.`,
      LogoPath: 'https://logos.example.org/Email.png',
      DataClasses: ['Email addresses', 'Names'],
      IsSpamList: true,
    },
    7,
    8,
  ],
  [
    {
      Name: 'RencontresFictives',
      Title: 'Rencontres Fictives',
      BreachDate: '2020-02-14',
      AddedDate: '2020-10-05T12:00:00Z',
      PwnCount: 211407,
      Description: `In February 2020, the invented dating website ${link('rencontres', 'Rencontres Fictives suffered a data breach')}. Due to the nature of the service, this breach is flagged as sensitive.`,
      DataClasses: ['Email addresses', 'Private messages', 'Sexual orientations', 'Usernames'],
      IsSensitive: true,
    },
    2,
    3,
  ],
  [
    {
      Name: 'ForumDemo',
      Title: 'Forum Démo',
      BreachDate: '2019-11-03',
      AddedDate: '2020-01-12T16:20:00Z',
      PwnCount: 88214,
      Description: `In November 2019, the fictional gardening forum ${link('forum', 'Forum Démo')} was compromised through outdated software. 88k members' usernames, IP addresses and salted MD5 password hashes were published.`,
      DataClasses: ['Email addresses', 'IP addresses', 'Passwords', 'Usernames'],
    },
    5,
    5,
  ],
  [
    {
      Name: 'OperateurImaginaire',
      Title: 'Opérateur Imaginaire',
      BreachDate: '2024-10-17',
      AddedDate: '2024-10-30T05:10:00Z',
      PwnCount: 19200431,
      Description: `In October 2024, data alleged to come from the invented telecom ${link('operateur', 'Opérateur Imaginaire')} was put up for auction on a hacking forum. The records held names, phone numbers, email addresses and, for some, IBANs. The seller later claimed that it had been sold to a single buyer.`,
      DataClasses: ['Bank account numbers', 'Email addresses', 'Names', 'Phone numbers'],
    },
    7,
    11,
  ],
  [
    {
      Name: 'MutuelleInventee',
      Title: 'Mutuelle Inventée',
      BreachDate: '2024-02-01',
      AddedDate: '2024-02-20T09:00:00Z',
      PwnCount: 3310998,
      Description: `In February 2024, the fictional health insurer ${link('mutuelle', 'Mutuelle Inventée disclosed an intrusion')} at a payment intermediary. Names, dates of birth, social security numbers and insurance details were affected. There was no evidence that the data had been published at the time of writing.`,
      DataClasses: [
        'Dates of birth',
        'Email addresses',
        'Government issued IDs',
        'Health insurance information',
        'Names',
      ],
    },
    6,
    8,
  ],
  [
    {
      Name: 'LicornesNonVerifiees',
      Title: 'Licornes (unverified)',
      BreachDate: '2018-04-01',
      AddedDate: '2018-07-23T03:33:00Z',
      PwnCount: 501233,
      Description: `In approximately April 2018, the invented start-up ${link('licornes', 'Licornes')} allegedly suffered a data breach. The data could not be emphatically verified and has been flagged as unverified.`,
      DataClasses: ['Email addresses', 'Passwords'],
      IsVerified: false,
    },
    3,
    3,
  ],
  [
    {
      Name: 'BanqueFabriquee',
      Title: 'Banque Fabriquée (fabricated)',
      BreachDate: '2017-12-01',
      AddedDate: '2018-01-30T22:15:00Z',
      PwnCount: 40118,
      Description: `In December 2017, data said to be from the fictional ${link('banque', 'Banque Fabriquée')} was circulated. Multiple indicators suggest that it was fabricated; it was loaded and flagged as such.`,
      DataClasses: ['Email addresses', 'Names'],
      IsVerified: false,
      IsFabricated: true,
    },
    1,
    2,
  ],
  [
    {
      Name: 'AncienJournal',
      Title: 'Ancien Journal (retired)',
      BreachDate: '2014-08-08',
      AddedDate: '2014-09-01T00:00Z',
      ModifiedDate: '2016-03-01T00:00Z',
      PwnCount: 12044,
      Description: 'This invented breach was retired and is no longer searchable.',
      DataClasses: ['Email addresses'],
      IsRetired: true,
    },
    1,
    1,
  ],
  [
    {
      Name: 'ReseauSocialExemple',
      Title: 'Réseau Social Exemple',
      BreachDate: '2021-04-03',
      AddedDate: '2021-04-06T01:12:00Z',
      PwnCount: 509458528,
      Description: `In April 2021, a data set scraped from the fictional network ${link('reseau', 'Réseau Social Exemple')} was made freely available for download. Most records held phone numbers and names, a few an email address.`,
      DataClasses: ['Email addresses', 'Genders', 'Geographic locations', 'Names', 'Phone numbers'],
    },
    4,
    7,
  ],
  [
    {
      Name: 'SportClubFictif',
      Title: 'Sport Club Fictif',
      BreachDate: '2026-06-20',
      AddedDate: '2026-09-14T17:25:00Z',
      PwnCount: 154870,
      Description: `In June 2026, the invented gym chain ${link('sport', 'Sport Club Fictif')} left a backup exposed on the internet. Members' names, email addresses and purchases were accessible.`,
      DataClasses: ['Email addresses', 'Names', 'Purchases'],
    },
    4,
    6,
  ],
  [
    {
      Name: 'LogicielMairieExemple',
      Title: 'Logiciel Mairie Exemple',
      BreachDate: '2026-08-30',
      AddedDate: '2026-11-03T05:50:00Z',
      PwnCount: 42117,
      Description: `In August 2026, the fictional software vendor ${link('logiciel-mairie', 'Logiciel Mairie Exemple')}, used by town halls for appointments, was breached. The data was offered for sale on a forum with a sample, and later shared on a messaging channel. Names, email addresses, phone numbers and appointment subjects were exposed.`,
      DataClasses: ['Appointments', 'Email addresses', 'Names', 'Phone numbers'],
    },
    9,
    9,
  ],
]
