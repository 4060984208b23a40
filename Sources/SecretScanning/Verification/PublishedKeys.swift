/// Keys that development tools publish: everybody has them, and nothing is behind them.
enum PublishedKeys {
  /// Beginnings of the private keys that Hardhat, Anvil (https://getfoundry.sh/anvil/reference/) and Ganache (`-d`) make their
  /// accounts of, behind `0x`.
  private static let beginnings = [
    "ac0974bec39a17e3", "59c6995e998f97a5", "5de4111afa1a4b94", "7c852118294e51e6", "47e179ec19748859",
    "8b3a350cf5c34c91",
    "92db14e403b83dfe", "4bbbf85ce3377467", "dbda1821b80551c9", "2a871d0798f97d79", "4f3edf983ac636a6",
    "6cbed15c793ce57b",
    "6370fd033278c143", "646f1ce2fdad0e6d", "add53f9a7e588d00", "395df67f0c2d2d9f", "e485d098507f54e7",
    "a453611d9419d0e5",
    "829e924fdf021ba3", "b0057716d5917bad",
    // docs.web3js.org.
    "4c0883a69102937d", "348ce564d427a331",
  ]

  /// Recovery phrases that Ganache (`-d`), Truffle's and ethers's documentation show, by their first words.
  private static let phrases = ["myth like bonus scare ", "candy maple cake sugar ", "announce room limb pattern "]

  /// A part of the key that every Vagrant box trusts until its first start (github.com/hashicorp/vagrant/tree/main/keys).
  private static let vagrant = "6nf8iallvqvp22wdktkyrtvp9eww"

  /// Whether `secret` is one of these, or a recovery phrase of few different words, as tests have it.
  static func contains(_ secret: ArraySlice<UInt8>) -> Bool {
    let hex = secret.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "x") }
    if beginnings.contains(where: { hex.starts(with: Array($0.utf8)) }) { return true }
    if phrases.contains(where: { ASCII.startsIgnoringCase(secret, with: $0) }) { return true }
    if secret.count > 1_000, ASCII.contains(secret, ignoringCase: vagrant) { return true }
    // A block of PEM in whatever quotation has its own ideas of words.
    if secret.first == UInt8(ascii: "-") { return false }
    let words = secret.split(separator: UInt8(ascii: " "))
    return words.count > 1 && Set(words).count * 2 < words.count
  }
}
