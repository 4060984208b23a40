import GateModel
import Testing

@testable import SecretScanning

@Suite struct SecretRuleTests {
  @Test(arguments: SecretRule.all.map(\.id))
  func `a rule finds its examples exactly`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    let scanner = try SecretScanner(rules: [rule])
    #expect(rule.finds.count + rule.binaries.count >= 1)
    for example in rule.finds {
      let marked = MarkedText(example)
      let findings = try scanner.scan(marked.bytes, path: rule.examplePath)
      #expect(findings.map(\.rule) == marked.ranges.map { _ in id }, "\(example)")
      #expect(findings.compactMap(Extent.init) == marked.ranges.map { Extent(of: $0, in: marked.bytes) }, "\(example)")
    }
  }

  @Test(arguments: SecretRule.all.map(\.id))
  func `a rule ignores what looks alike`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    let scanner = try SecretScanner(rules: [rule])
    #expect(rule.ignores.count >= 2)
    for example in rule.ignores {
      #expect(try scanner.scan(example, path: rule.examplePath).isEmpty, "\(example)")
    }
  }

  @Test(arguments: SecretRule.all.map(\.id))
  func `among all rules an example is found once, by the rule or one of its family`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    let scanner = try SecretScanner.everything.get()
    for example in rule.finds {
      let marked = MarkedText(example)
      let found = try scanner.scan(marked.bytes, path: rule.examplePath)
      for range in marked.ranges {
        let extent = Extent(of: range, in: marked.bytes)
        let here = found.filter {
          Extent($0).map { $0.line == extent.line && $0.endColumn >= extent.endColumn } ?? false
        }
        #expect(here.count >= 1, "\(example)")
      }
      #expect(found.contains { $0.rule != "generic-secret" } || rule.rank == .generic, "\(example)")
    }
  }

  @Test func `rules have distinct names, anchors and sources`() {
    let ids = SecretRule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(SecretRule.all.count >= 500)
    for rule in SecretRule.all {
      #expect(rule.id.utf8.allSatisfy { ByteClass("0-9a-z-").contains($0) }, "\(rule.id)")
      let isFile = if case .file = rule.match { true } else { false }
      #expect(rule.anchors.isEmpty == isFile && rule.anchors.allSatisfy { $0.bytes.count >= 2 }, "\(rule.id)")
      #expect(rule.source.hasPrefix("https://"), "\(rule.id)")
      #expect(rule.help.contains(rule.id) && rule.family.revocation.hasSuffix("."), "\(rule.id)")
    }
  }

  @Test func `every pattern compiles`() throws {
    for rule in SecretRule.all {
      switch rule.match {
      case .pattern(let pattern, _, _), .patternBehind(let pattern, _), .file(_, let pattern):
        _ = try CompiledPattern(pattern, rule: rule.id)
      case .shape, .assigned, .special: continue
      }
    }
  }

  @Test func `a checksum that fails makes a warning, one that holds an error`() throws {
    let good = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
    let bad = String(good.dropLast()) + (good.hasSuffix("x") ? "y" : "x")
    #expect(try findings(in: "t = \(good)").map(\.severity) == [.error])
    let doubtful = try findings(in: "t = \(bad)")
    #expect(doubtful.map(\.severity) == [.warning])
    #expect(doubtful.first?.message.contains("checksum") == true)
  }

  @Test func `a key with a passphrase is a warning`() throws {
    let key = PrivateKeySample.block("ENCRYPTED PRIVATE KEY")
    #expect(try findings(in: key).map(\.severity) == [.warning])
    #expect(try findings(in: PrivateKeySample.block("PRIVATE KEY")).map(\.severity) == [.error])
  }

  @Test func `a key without its end, or with anything random in it, is a warning`() throws {
    let whole = PrivateKeySample.block("PRIVATE KEY")
    let lines = whole.split(separator: "\n")
    let truncated = lines.dropLast().joined(separator: "\n")
    #expect(try findings(in: truncated).map(\.severity) == [.warning])
    let random = whole.replacing("MIIE", with: "q7Jx")
    #expect(try findings(in: random).map(\.severity) == [.warning])
    #expect(try findings(in: String(random.dropLast(30))).isEmpty)
  }

  @Test func `a token that was made unrecognisable is a warning`() throws {
    let token = "ey" + "J\(Sample.alphanumeric(33)).ey" + "J\(Sample.alphanumeric(60)).\(Sample.alphanumeric(43))"
    #expect(try findings(in: "t = \(token)").map(\.severity) == [.warning])
  }

  @Test func `the message tells the account of an AWS key`() throws {
    let found = try findings(in: "id = AK" + "IA" + Sample.base32(16))
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.message.contains("(account ") == true)
  }

  @Test func `a token that expires is a warning`() throws {
    let lasting = Sample.jsonWebToken(payload: #"{"sub":"deploy"}"#)
    let passing = Sample.jsonWebToken(payload: #"{"sub":"deploy","exp":1900000000}"#)
    #expect(try findings(in: lasting).map(\.severity) == [.error])
    #expect(try findings(in: passing).map(\.severity) == [.warning])
  }

  @Test func `the specific rule tells, not the generic one`() throws {
    let token = Sample.checked("gh" + "p_" + Sample.alphanumeric(30), by: .base62, prefixCount: 4)
    #expect(try findings(in: "password = \"\(token)\"").map(\.rule) == ["github-personal-access-token"])
  }

  @Test func `the version changes with the rules`() {
    let rule = SecretRule.all[0]
    let other = SecretRule(
      rule.id, rule.title, rule.family, anchors: rule.anchors + ["more"], match: rule.match, source: rule.source,
      examples: { .token("a", "b") })
    #expect(rule.definition != other.definition)
    #expect(SecretScanner.version == SecretScanner.version && SecretScanner.version.count > 10)
  }
}
