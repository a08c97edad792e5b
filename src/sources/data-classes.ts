/** Names of fields and of kinds of data, as services write them, in the vocabulary of HIBP. */
const classes: Readonly<Record<string, string>> = {
  email: 'Email addresses',
  emailaddress: 'Email addresses',
  emails: 'Email addresses',
  emailaddresses: 'Email addresses',
  password: 'Passwords',
  passwords: 'Passwords',
  passwordplaintext: 'Passwords',
  hash: 'Passwords',
  hashes: 'Passwords',
  hashedpassword: 'Passwords',
  passwordhash: 'Passwords',
  passwordhashes: 'Passwords',
  username: 'Usernames',
  usernames: 'Usernames',
  login: 'Usernames',
  nickname: 'Usernames',
  profilename: 'Usernames',
  name: 'Names',
  names: 'Names',
  fullname: 'Names',
  firstname: 'Names',
  lastname: 'Names',
  middlename: 'Names',
  phone: 'Phone numbers',
  phones: 'Phone numbers',
  phonenumber: 'Phone numbers',
  phonenumbers: 'Phone numbers',
  mobile: 'Phone numbers',
  address: 'Physical addresses',
  addresses: 'Physical addresses',
  physicaladdress: 'Physical addresses',
  physicaladdresses: 'Physical addresses',
  street: 'Physical addresses',
  zip: 'Physical addresses',
  postalcode: 'Physical addresses',
  city: 'Geographic locations',
  state: 'Geographic locations',
  country: 'Geographic locations',
  location: 'Geographic locations',
  geographiclocations: 'Geographic locations',
  dob: 'Dates of birth',
  birthdate: 'Dates of birth',
  dateofbirth: 'Dates of birth',
  datesofbirth: 'Dates of birth',
  ip: 'IP addresses',
  ipaddress: 'IP addresses',
  ipaddresses: 'IP addresses',
  lastip: 'IP addresses',
  gender: 'Genders',
  genders: 'Genders',
  ssn: 'Social security numbers',
  socialsecuritynumber: 'Social security numbers',
  socialsecuritynumbers: 'Social security numbers',
  company: 'Employers',
  employer: 'Employers',
  jobtitle: 'Job titles',
  creditcard: 'Credit cards',
  creditcards: 'Credit cards',
  iban: 'Bank account numbers',
  bankaccountnumber: 'Bank account numbers',
  bankaccountnumbers: 'Bank account numbers',
  licenseplate: 'License plates',
  social: 'Social media profiles',
  cryptocurrencyaddress: 'Cryptocurrency wallet addresses',
  vin: 'Vehicle identification numbers (VINs)',
  useragent: 'Browser user agent details',
}

/** fields that say something of the row, not of the person */
const aboutTheRow = new Set(['source', 'origin', 'salt', 'collected', 'id', 'url', 'domain', 'website', 'passwordtype'])

/**
 * Data classes behind a service's words: each once, sorted; unknown words as they came. `first_name`, `First Name` and
 * `firstname` are one word.
 */
export function dataClassesOf(words: readonly string[]): readonly string[] {
  const known = words.flatMap((word) => {
    const plain = word.toLowerCase().replace(/[^a-z]/g, '')
    if (plain === '' || aboutTheRow.has(plain)) return []
    return [classes[plain] ?? word.trim()]
  })
  return [...new Set(known)].sort()
}
