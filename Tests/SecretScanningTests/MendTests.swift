import GateModel
import Testing

@testable import SecretScanning

@Suite struct MendTests {
  private func mend(_ id: String) throws -> Mend { Mend(try #require(SecretRule.all.first { $0.id == id })) }

  @Test(arguments: SecretRule.all.map(\.id))
  func `whatever was found, three lines say what to do`(id: String) throws {
    let mend = try mend(id)
    for situation in Mend.Situation.allCases {
      let lines = mend.lines(in: situation, path: "a/keys.env")
      #expect(lines.count == 3)
      #expect(lines.contains { $0.contains(mend.rule.family.revocation) }, "\(situation)")
      #expect(lines.last?.contains("`gate secrets explain \(id)`") == true)
      #expect(lines.allSatisfy { !$0.contains("\n") })
    }
  }

  @Test func `what is not recorded need not be revoked first, what others have must be`() throws {
    let mend = try mend("github-personal-access-token")
    #expect(mend.lines(in: .staged, path: "keys.env")[0].contains("`git add keys.env`"))
    #expect(mend.lines(in: .unpushed, path: "keys.env")[0].contains("git rebase -i"))
    #expect(mend.lines(in: .shared, path: "keys.env")[0].contains("https://github.com/settings/tokens"))
  }

  @Test(
    arguments: [
      ("keys.env", "git add keys.env"), ("a b.env", "git add 'a b.env'"), ("it's", "git add FILE"),
      ("-f", "git add FILE"), ("a\nb", "git add FILE"), ("$(x)", "git add '$(x)'"), ("`x`", "git add FILE"),
      ("über.env", "git add 'über.env'"),
    ])
  func `a command can be pasted, whatever the file is called`(path: String, command: String) throws {
    let line = try mend("private-key").lines(in: .staged, path: RepositoryPath(path))[0]
    #expect(line.contains("`\(command)`"), "\(line)")
  }

  @Test func `a path that is no text is not quoted`() throws {
    let path = RepositoryPath(bytes: [0x61, 0xff])
    #expect(try mend("private-key").lines(in: .staged, path: path)[0].contains("`git add FILE`"))
  }

  @Test func `what is known of the place comes in the place of what is said in general`() throws {
    let lines = try mend("private-key").lines(in: .shared, path: "a", place: "look in commit 1234")
    #expect(lines[1] == "look in commit 1234" && lines.count == 3)
  }

  @Test(arguments: SecretRule.all.map(\.id))
  func `a rule can be explained`(id: String) throws {
    let rule = try #require(SecretRule.all.first { $0.id == id })
    #expect(!rule.form.isEmpty && !rule.form.contains("SecretScanning"))
    #expect(rule.structure.count == rule.verifications.count)
    #expect(rule.finds.isEmpty == (rule.maskedExample == nil))
    let example = rule.maskedExample ?? ""
    for text in rule.finds.flatMap({ $0.split(separator: "\u{ab}").dropFirst() }) {
      let secret = text.prefix { $0 != "\u{bb}" }
      #expect(!example.contains(secret), "\(example)")
    }
    #expect(Mend(rule).guides.allSatisfy { !$0.steps.isEmpty })
    #expect(Mend(rule).guides.contains { $0.steps.contains(rule.family.revocation) })
  }

  @Test func `a form is said as a person would`() throws {
    let token = try #require(SecretRule.all.first { $0.id == "github-personal-access-token" })
    #expect(token.form == "`gh" + "p_`, then 36 of [0-9A-Za-z]")
    let assigned = try #require(SecretRule.all.first { $0.id == "wandb-api-key" })
    #expect(assigned.form.hasPrefix("40 of [0-9a-f], assigned to a name that holds `wandb` and `key`"))
  }
}
