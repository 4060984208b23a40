import GateModel
import Testing

@testable import SecretScanning

/// An identifier and its secret, a few lines apart, in the files that hold them.
@Suite struct PairTests {
  /// `ID`, `SECRET`: the two halves; `N`, `n`: how the provider's variables are called.
  static let layouts: [(path: String, text: String)] = [
    (".env", "NID=ID\nNSECRET=SECRET\n"),
    ("a.sh", "export NID=ID\nexport NSECRET='SECRET'\n"),
    ("a.ps1", "$env:NID = \"ID\"\n$env:NSECRET = \"SECRET\"\n"),
    ("a.json", "{\n  \"nid\": \"ID\",\n  \"region\": \"eu\",\n  \"nsecret\": \"SECRET\"\n}\n"),
    ("a.yml", "cloud:\n  nid: ID\n  # and\n  nsecret: SECRET\n"),
    ("main.tf", "provider \"p\" {\n  nid = \"ID\"\n  nsecret = \"SECRET\"\n}\n"),
    ("credentials", "[default]\nnid = ID\nnsecret = SECRET\n"),
    ("a.properties", "cloud.nid=ID\ncloud.nsecret=SECRET\n"),
    ("a.xml", "<c>\n  <nid>ID</nid>\n  <nsecret>SECRET</nsecret>\n</c>\n"),
    ("web.config", "<add key=\"NID\" value=\"ID\" />\n<add key=\"NSECRET\" value=\"SECRET\" />\n"),
    ("a.sh", "curl 'https://api.corp.io/?nid=ID&nsecret=SECRET'\n"),
    ("Dockerfile", "ENV NID ID\nENV NSECRET SECRET\n"),
    ("Dockerfile", "ENV NID=ID \\\n    NSECRET=SECRET\n"),
    ("k8s.yaml", "env:\n- name: NID\n  value: ID\n- name: NSECRET\n  value: \"SECRET\"\n"),
    ("compose.yml", "environment:\n  - NID=ID\n  - NSECRET=SECRET\n"),
    ("a.py", "client = Client(nid='ID',\n                nsecret='SECRET')\n"),
    ("A.java", "System.setProperty(\"nid\", \"ID\");\nSystem.setProperty(\"nsecret\", \"SECRET\");\n"),
    ("a.log", "config: {\\\"nid\\\": \\\"ID\\\", \\\"nsecret\\\": \\\"SECRET\\\"}\n"),
    ("a.sh", "tool --nid ID --nsecret SECRET\n"),
  ]

  @Test(arguments: layouts.indices)
  func `both halves of an AWS key are found`(index: Int) throws {
    let id = "AK" + "IA" + Sample.base32(16)
    let secret = Sample.base64(40, seed: 5)
    let (path, layout) = Self.layouts[index]
    let text = layout.replacing("NID", with: "AWS_ACCESS_KEY_ID").replacing("NSECRET", with: "AWS_SECRET_ACCESS_KEY")
      .replacing("nid", with: "aws_access_key_id").replacing("nsecret", with: "aws_secret_access_key")
    try expect([id, secret], of: "aws", inPlaceOf: text, path: RepositoryPath(path))
  }

  @Test(arguments: layouts.indices)
  func `a secret beside an AWS key id is found whatever it is called`(index: Int) throws {
    let id = "AK" + "IA" + Sample.base32(16)
    let secret = Sample.base64(40, seed: 5)
    let (path, layout) = Self.layouts[index]
    let text = layout.replacing("NID", with: "FIRST").replacing("NSECRET", with: "OTHER")
      .replacing("nid", with: "first").replacing("nsecret", with: "other")
    try expect([id, secret], of: "aws", inPlaceOf: text, path: RepositoryPath(path))
  }

  @Test(arguments: layouts.indices)
  func `the token beside a Twilio account is found whatever it is called`(index: Int) throws {
    let (path, layout) = Self.layouts[index]
    let text = layout.replacing("NID", with: "FIRST").replacing("NSECRET", with: "OTHER")
      .replacing("nid", with: "first").replacing("nsecret", with: "other")
    let account = "A" + "C" + Sample.hex(32, seed: 4)
    let token = Sample.hex(32, seed: 9)
    let filled = text.replacing("ID", with: account).replacing("SECRET", with: token)
    let found = try findings(in: filled, path: RepositoryPath(path))
    #expect(found.contains { $0.rule.hasPrefix("twilio") }, "\(filled)")
  }

  private func expect(_ halves: [String], of family: String, inPlaceOf text: String, path: RepositoryPath) throws {
    // The names are filled in already: what is left in capitals are the halves.
    let filled = text.replacing("SECRET_ACCESS", with: "\u{1}").replacing("KEY_ID", with: "\u{2}")
      .replacing("ID", with: halves[0]).replacing("SECRET", with: halves[1])
      .replacing("\u{1}", with: "SECRET_ACCESS").replacing("\u{2}", with: "KEY_ID")
    let found = try findings(in: filled, path: path)
    let ours = found.filter { $0.rule.hasPrefix(family) }
    #expect(ours.count == 2, "\(filled)\n\(found.map { "\($0.rule) \($0.message)" })")
  }
}
