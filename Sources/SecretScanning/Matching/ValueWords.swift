/// The words of a value: which of them only say what a credential is for, and which say that it is none.
///
/// A password that somebody made up and the name of a setting are both words; they differ in *which* words. A value of `secret`,
/// `api` and `key` names something, one with `your` or `dummy` stands for something else, and one with a word of its own may be
/// the password.
struct ValueWords: Equatable {
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
  /// The letters of runs that are words, known or not (``LetterRun``).
  private(set) var wordBytes = 0

  /// Takes `value` apart where letters end and where a small letter meets a capital one; linear in its length.
  init(_ value: ByteView) {
    self.init()
    let (vocabulary, pairs) = (Self.vocabulary, LetterPairs.table)
    var offset = value.startIndex
    while offset < value.endIndex {
      let start = offset
      let first = value[offset]
      offset += 1
      if ByteClass.letters.contains(first) {
        var run = LetterRun()
        run.append(first, pairs)
        var before = first
        while offset < value.endIndex {
          let byte = value[offset]
          guard ByteClass.letters.contains(byte), byte & 32 != 0 || before & 32 == 0 else { break }
          run.append(byte, pairs)
          before = byte
          offset += 1
        }
        wordBytes += run.wordLength
        take(value[start..<offset], vocabulary)
      } else if ByteClass.digits.contains(first) {
        while offset < value.endIndex, ByteClass.digits.contains(value[offset]) { offset += 1 }
        takeDigits(value[start..<offset])
      }
    }
  }

  init(_ value: ArraySlice<UInt8>) { self = value.withView { ValueWords($0) } }

  /// The same with the digits at the end of `value`, of which `self` has taken all before.
  @inline(__always)
  func adding(digits: ByteView) -> ValueWords {
    var words = self
    words.takeDigits(digits)
    return words
  }

  private init() {}

  private mutating func takeDigits(_ run: ByteView) {
    if run.count < 2 { return }
    var (repeats, counts) = (true, true)
    for offset in (run.startIndex + 1)..<run.endIndex {
      let (left, right) = (run[offset - 1], run[offset])
      if left != right { repeats = false }
      if left &+ 1 != right && left != right &+ 9 { counts = false }
    }
    if repeats || counts { return }
    tellingDigits = max(tellingDigits, run.count)
    let isYear = run.count == 4 && (run.starts(with: "19".utf8) || run.starts(with: "20".utf8))
    hasOnlyYears = hasOnlyYears && isYear
  }

  private mutating func take(_ word: ByteView, _ vocabulary: Vocabulary) {
    let kinds = vocabulary.kinds(of: word)
    if kinds.contains(.credential) { hasCredentialWord = true }
    if kinds.contains(.dummy) { hasDummyWord = true }
    guard kinds.isEmpty else {
      hasKnownWord = true
      return
    }
    hasUnknownWord = true
    if word.count > 2 { ownLetters += word.count }
    hasCredentialWord = hasCredentialWord || Self.telling.occurs(in: word)
  }

  private static let telling = WordList(ignoringCase: ["password", "passwd", "token", "secret", "credential"])
  private static let vocabulary = Vocabulary([
    (plain, .known), (credentials, [.known, .credential]), (dummies, [.known, .dummy]),
  ])

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
