/// The words of a value: which of them only say what a credential is for, and which say that it is none.
///
/// A password that somebody made up and the name of a setting are both words; they differ in *which* words. A value of `secret`,
/// `api` and `key` names something, one with `your` or `dummy` stands for something else, and one with a word of its own may be
/// the password.
struct ValueWords {
  /// Letters of words that are in no list.
  private(set) var ownLetters = 0
  /// Whether one of them says what credentials are called, in some language: `secret`, `Passwort`.
  private(set) var hasCredentialWord = false
  /// Whether one says that it is an example: `your`, `dummy`, `changeme`.
  private(set) var hasDummyWord = false
  /// Whether all of its words are in some list, and there is one.
  var hasOnlyKnownWords: Bool { hasKnownWord && !hasUnknownWord }
  private var hasKnownWord = false
  private var hasUnknownWord = false
  /// The digits of the longest run of them that does not only count up or repeat itself.
  private(set) var tellingDigits = 0
  /// Whether all such runs are years, `1900` to `2099`.
  private(set) var hasOnlyYears = true

  /// Takes `value` apart where letters end and where a small letter meets a capital one; linear in its length.
  init(_ value: ArraySlice<UInt8>) {
    var start = value.startIndex
    for index in value.indices {
      let byte = value[index]
      let isLetter = ByteClass.letters.contains(byte)
      let isDigit = ByteClass.digits.contains(byte)
      guard index > start else { continue }
      let before = value[index - 1]
      let continues =
        ByteClass.letters.contains(before)
        ? isLetter && !(ByteClass.upper.contains(byte) && ByteClass.lower.contains(before))
        : ByteClass.digits.contains(before) && isDigit
      if !continues {
        take(value[start..<index])
        start = index
      }
    }
    take(value[start...])
  }

  private mutating func take(_ run: ArraySlice<UInt8>) {
    guard let first = run.first else { return }
    if ByteClass.digits.contains(first) {
      takeDigits(run)
    } else if ByteClass.letters.contains(first) {
      takeWord(run.map(ASCII.lowercased))
    }
  }

  private mutating func takeDigits(_ run: ArraySlice<UInt8>) {
    let steps = zip(run, run.dropFirst())
    let isTrivial = steps.allSatisfy { $0 == $1 } || steps.allSatisfy { $0 &+ 1 == $1 || $0 == $1 &+ 9 }
    if isTrivial || run.count < 2 { return }
    tellingDigits = max(tellingDigits, run.count)
    let isYear = run.count == 4 && (run.starts(with: "19".utf8) || run.starts(with: "20".utf8))
    hasOnlyYears = hasOnlyYears && isYear
  }

  /// The kinds of a word's parts, where known words make it up entirely.
  private struct Kinds: OptionSet {
    let rawValue: UInt8
    static let known = Self(rawValue: 1)
    static let credential = Self(rawValue: 2)
    static let dummy = Self(rawValue: 4)
  }

  private mutating func takeWord(_ word: [UInt8]) {
    let kinds = Self.kinds(of: word)
    hasCredentialWord = hasCredentialWord || kinds.contains(.credential)
    hasDummyWord = hasDummyWord || kinds.contains(.dummy)
    guard kinds.isEmpty else {
      hasKnownWord = true
      return
    }
    hasUnknownWord = true
    if word.count > 2 { ownLetters += word.count }
    hasCredentialWord = hasCredentialWord || Self.telling.occurs(in: word[...])
  }

  private static let telling = WordList(ignoringCase: ["password", "passwd", "token", "secret", "credential"])
  private static let longestWord = 14
  private static let longestRun = 48

  /// Of the ways to put `word` together from known words the one that ends first.
  private static func kinds(of word: [UInt8]) -> Kinds {
    if let kinds = vocabulary[word[...]] { return kinds }
    if let kinds = kindsOfStem(of: word) { return kinds }
    guard word.count <= longestRun else { return [] }
    var reached: [Kinds?] = Array(repeating: nil, count: word.count + 1)
    reached[0] = .known
    for start in word.indices {
      guard let kinds = reached[start] else { continue }
      // Shorter parts than three letters turn up in every word.
      for end in min(word.count, start + 3)..<(min(word.count, start + longestWord) + 1) where reached[end] == nil {
        if let part = vocabulary[word[start..<end]] { reached[end] = kinds.union(part) }
      }
      if start == 0, word.starts(with: "my".utf8) { reached[2] = kinds }
      if ASCII.has("db", at: start, in: word), reached[start + 2] == nil { reached[start + 2] = kinds }
    }
    return reached[word.count] ?? []
  }

  /// Of `functions` and `encoded`, of which the list has `function` and `encode`.
  private static func kindsOfStem(of word: [UInt8]) -> Kinds? {
    guard word.count >= 5 else { return nil }
    for ending in ["s", "es", "ed", "d", "ing", "er"] where ASCII.endsIgnoringCase(word[...], with: ending) {
      if let kinds = vocabulary[word.dropLast(ending.utf8.count)] { return kinds }
    }
    return nil
  }

  private static let vocabulary: [ArraySlice<UInt8>: Kinds] = {
    var all: [ArraySlice<UInt8>: Kinds] = [:]
    let lists: [(String, Kinds)] = [
      (plain, .known), (credentials, [.known, .credential]), (dummies, [.known, .dummy]),
    ]
    for (words, kinds) in lists {
      for word in words.split(whereSeparator: \.isWhitespace) { all[Array(word.utf8)[...]] = kinds }
    }
    return all
  }()

  /// What code, configurations and their documentation speak of.
  private static let plain = """
    the and for not this that with from into has have was are can use used using get set put add all one two new old own api
    app apps web www http https url uri jwt jws rsa aws gcp sso oauth oidc saml ldap smtp imap ssh ssl tls tcp udp sql mysql
    postgres postgresql mongo mongodb redis rabbitmq kafka elastic mariadb oracle sqlite docker kubernetes k8s helm grafana
    prometheus nginx apache tomcat spring django flask laravel rails express node react vue angular github gitlab bitbucket
    google azure amazon stripe twilio sendgrid slack discord telegram firebase wordpress drupal joomla magento keycloak minio
    admin administrator root user users username name names email mail account accounts login logon logout signin signup auth
    authentication authenticate authorization authorize authorized access refresh session sessions cookie client server service
    services system super superuser public private shared internal external global main master primary secondary base basic
    bearer hash hashed salt encrypt encrypted encryption decrypt decryption sign signed signing signature verify verified
    verification valid validate validation current confirm confirmation confirmed reset forgot forgotten recover recovery repeat
    update updated create created delete deleted remove manager manage provider providers handler factory builder helper util
    utils controller component model models entity field fields form input output label text string strings number integer
    boolean bool array object list map type types value values data database db_name host hostname port path file files folder
    dir directory config configuration settings setting option options param params parameter env environment var variable
    prod production staging stage release debug build version info enabled disabled enable disable active inactive required
    optional hidden visible readonly true false yes off once never always auto automatic manual plain raw json xml yaml
    base64 hex utf ascii bytes header headers body content message messages error errors warning success failed failure
    fail status state code codes hint prompt title description help link button icon image page view index home start stop end
    first last next previous prev top bottom left right store storage cache queue topic channel event events listener callback
    request requests response responses query mutation action actions group groups role roles scope scopes policy policies
    permission permissions tenant project projects org organization company team member members customer customers device
    devices webhook webhooks registry repository repo branch commit deploy deployment cluster container image instance
    machine vault keychain keystore truststore keyring certificate cert certs pem identifier identity id ids uuid guid
    unique random_id prefix suffix expired expires expiry expiration lifetime timeout retry limit count max min size length
    minimum maximum character characters letters digits numeric alphanumeric strong weak secure secured security safe
    generator generated reader writer parser lexer scanner stream eof eos bos pad unk cls sep identifier keyword operator
    literal comment whitespace newline delimiter separator symbol expression statement declaration function method
    property attribute element tag selector class module package import export interface struct enum const constant
    protected readable override abstract final static transient synchronized volatile native default switch case break
    continue return throw throws catch finally while else then unset unchanged nothing empty blank missing
    application applications backend frontend mobile desktop android ios windows linux mac macos browser chrome firefox
    proxy gateway router firewall network wifi wireless ssid bluetooth usb serial socket websocket rest graphql grpc soap rpc
    microservice hello world welcome please
    must should may will would could cannot need needs too more less than least most only also just when where which who how
    what why between before after about above below under over again same such very long short low high big small large
    exceed match contain include exclude support allow deny reject accept send receive read write open close print parse
    format encode decode convert compare copy move rename load save fetch submit cancel continue skip retry
    available unavailable unknown unsupported unauthorized forbidden found exists exist locked unlocked revoked rejected
    dialog modal panel sidebar navbar menu item screen widget table row column cell grid chart layout theme color style font
    width height margin padding border
    rotate rotation rotated schedule scheduled migration migrate seed backup restore archive snapshot
    analytics metrics metric logging logger logs trace monitor monitoring alert alerts notification notifications
    payment payments invoice order orders cart checkout shipping product products catalog category search filter sort
    upload download import export sync async batch worker job jobs task tasks pipeline workflow runner agent
    article blog comment comments post posts chapter section paragraph sentence
    lambda bucket subnet region zone gateway endpoint balancer ingress namespace pod daemon sidecar
    awesome
    """

  /// What credentials are called, in the languages of which much code is written.
  private static let credentials = """
    password passwords passwd passwrd passw pass pwd passphrase passcode passkey pin secret secrets secretkey token tokens key
    keys apikey credential credentials creds otp totp authkey accesskey
    passwort passwoerter kennwort geheim geheimnis schluessel zugang mot motdepasse passe secrete cle clef jeton
    contrasena contrasenia contrasenya clave claves secreto secreta senha senhas segredo chave chaves palavra
    segreto segreta chiave parola parole wachtwoord geheime sleutel haslo tajne tajny klucz parol klyuch sekret
    heslo tajna tajny losenord lozinka jelszo titkos salasana adgangskode passord hemmelig sifre parolasi gizli anahtar
    rahasia sandi kata kunci mima miyao katasandi matkhau khoa
    """

  /// What says that a value is none, or only for tests.
  private static let dummies = """
    example examples sample samples placeholder change changed changeme changeit change_me replace replaced replaceme dummy fake
    fakes mock mocks mocked stub stubs fixture fixtures foo bar baz qux foobar test tests tested tester testing demo demos todo
    tbd xxx xxxx xxxxx insert enter fill redacted removed masked censored sanitized invalid wrong incorrect bad none null nil
    undefined unused unknown some something any anything your yours here random generate generated temp temporary tmp dev devel
    develop development local localhost default defaults abc abcd abcdef xyz asdf qwerty lorem ipsum whatever anyone
    supersecret verysecret topsecret mysecret nosecret insecure unsafe notsecret notreal real
    votre vos ton mon ihr ihre dein deine mein meine seu sua tuo tua mio mia jouw uw mijn twoje twoj moje moj tvoje dit din
    tuyo ejemplo exemple exemplo esempio beispiel voorbeeld przyklad ornek contoh prueba essai teste prova cambiar cambiame
    anonymous cambia mudar trocar troque altere alterar ersetzen aendern bitte please remplacer remplacez modifier modifiez sostituire
    ganti isi ubah
    """
}
