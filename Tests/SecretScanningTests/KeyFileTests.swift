import GateModel
import Testing

@testable import SecretScanning

/// Keys in files that are no text, and what the text of others says about them.
@Suite struct KeyFileTests {
  private func scan(_ bytes: [UInt8], path: RepositoryPath = "deploy/server.p12") throws -> [Finding] {
    try SecretScanner.everything.get().scan(bytes, path: path)
  }

  @Test(arguments: SecretRule.all.filter { !$0.binaries.isEmpty }.map(\.id))
  func `a rule finds its binary examples, and none of their beginnings`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    for example in rule.binaries {
      #expect(try scan(example).map(\.rule) == [id])
      for count in stride(from: 0, to: 40, by: 3) { #expect(try scan(Array(example.prefix(count))).isEmpty) }
    }
  }

  @Test func `what a password protects is a warning, and a note in a test`() throws {
    let store = KeyFileSample.store(with: KeyFile.shroudedKeyBag)
    #expect(try scan(store).map(\.severity) == [.warning])
    #expect(try scan(store).first?.message.contains("a password protects it") == true)
    #expect(try scan(store, path: "src/test/resources/server.p12").map(\.severity) == [.note])
    #expect(try scan(KeyFileSample.store(with: KeyFile.keyBag)).map(\.severity) == [.error])
  }

  @Test func `a store without a key, or with the one of every Android debug build, is none`() throws {
    #expect(try scan(KeyFileSample.javaStore(tag: 2)).isEmpty)
    #expect(try scan(KeyFileSample.javaStore(tag: 1, alias: "androiddebugkey")).isEmpty)
    let certificates = KeyFile.shroudedKeyBag.dropLast() + [0x03]
    #expect(try scan(KeyFileSample.store(with: Array(certificates))).isEmpty)
    #expect(try scan([0] + KeyFileSample.javaStore(tag: 1)).isEmpty)
  }

  @Test func `a key in the middle of other bytes is found where it is`() throws {
    let key = PrivateKeySample.bytes("PRIVATE KEY")
    let found = try scan([0, 1, 2, 0x0a, 7] + key + [9, 9], path: "firmware.bin")
    #expect(found.map(\.rule) == ["private-key-file"])
    #expect(found.first?.range?.line == 2 && found.first?.range?.column == 2)
  }

  @Test(arguments: [
    "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
  ])
  func `a block whose contents are cut or altered is doubtful`(label: String) throws {
    let bytes = PrivateKeySample.bytes(label)
    let isWhole = { (bytes: [UInt8]) in
      label.contains("SSH")
        ? KeyStructure.isOpenSSH(bytes[...])
        : label.contains("PGP") ? KeyStructure.isOpenPGP(bytes[...]) : KeyStructure.isDER(bytes[...])
    }
    #expect(isWhole(bytes))
    if !label.contains("PGP") { #expect(!isWhole(Array(bytes.dropLast())) && !isWhole(bytes + [0])) }
    #expect(!isWhole([bytes[0] ^ 0x41] + bytes.dropFirst()))
    let lines = PrivateKeySample.block(label).split(separator: "\n")
    if label.contains("RSA") {
      let shortened = (lines.prefix(4) + lines.dropFirst(6)).joined(separator: "\n")
      let found = try findings(in: shortened)
      #expect(found.map(\.severity) == [.warning])
      #expect(found.first?.message.contains("not made as keys are") == true)
    }
  }

  @Test func `names of files tell what is in them`() {
    let files: [(RepositoryPath, CredentialFile?)] = [
      ("config/master.key", .railsKey), ("config/credentials/production.key", .railsKey),
      ("a/.vault_pass", .vaultPassword),
      ("ansible/vault-password.txt", .vaultPassword), ("Vault_Pass.TXT", .vaultPassword),
      (".pgpass", .postgresPasswords),
      ("pgpass.conf", .postgresPasswords), ("_netrc", .netrc), ("x/.htpasswd", .passwordHashes),
      ("etc/shadow", .passwordHashes),
      ("app.secret", .secret), (".erlang.cookie", .secret), ("secret_key.txt", .secret), ("tls/server.key", .secret),
      ("app.conf", nil), ("README", nil), ("main.py", nil), ("vault_pass.py", nil), ("", nil), ("a/", nil), (".", nil),
      ("notes.txt", nil), ("cookie.cookie", nil),
    ]
    for (path, file) in files { #expect(CredentialFile(path: path) == file, "\(path)") }
  }

  @Test func `a file that is told by its name is told once, and not where it is large`() throws {
    let key = Sample.hex(32)
    #expect(try findings(in: key + "\n", path: "config/master.key").map(\.rule) == ["rails-key-file"])
    #expect(try findings(in: key + "\n", path: "config/master.txt").isEmpty)
    let large = key + String(repeating: " ", count: CredentialFile.sizeLimit)
    #expect(try findings(in: large, path: "config/master.key").isEmpty)
  }
}
