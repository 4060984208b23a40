import GateModel
import Testing

@testable import SecretScanning

/// Users and passwords in URLs, headers and netrc files: which of them are those of examples, and how sure the rest is.
@Suite struct LoginTests {
  private static let password = "Harbor" + "!4711x"
  private static let random = Sample.alphanumeric(20)

  private static func basic(_ login: String) -> String { "Authorization: Basic \(Sample.encoded(login))\n" }

  private static let ignored: [(path: RepositoryPath, text: String)] = [
    ("tests/data/test1087", basic("iam:myself") + basic("daniel:stenberg") + basic("youare:yourself")),
    ("client.c", basic("testuser:testpass") + basic("testuser:wrongpass") + basic("user2:passwd2")),
    ("client.c", basic("user:pass;word")),
    ("urls.c", "{\"imap://user:pass;option@mail.corp.io/path\", \"http://user:p4ssw0rd;x@mail.corp.io/\"}"),
    ("app.py", "'sentinel://:secret1@10.0.0.1:26379;sentinel://:secret2@10.0.0.2:26379/0'"),
    ("app.py", "'mongodb://uuuu:pwpw@hostname.dom/database', 'mysql://dbuser:dbpass@db/app'"),
    ("docs/configuration.rst", "result_backend = 'db+mysql://scott:tiger@localhost/foo'"),
    ("docs/configuration.rst", "'dynamodb://aws_access_key_id:aws_secret_access_key@region:port/table'"),
    ("t/unit/test_redis.py", "'redis://:bosco@vandelay.com:123//1', 'redis://:p,ass@word@localhost:6379/0'"),
    ("t/unit/redis.py", "'redis://:bosco@vandelay.com:123//1'"),
    ("copyright", "cvs://:pserver:anoncvs@sources.redhat.com"),
    ("tests/data/test130", "machine %HOSTIP login user1 password passwd1\nmachine b.io login mary password drfrank\n"),
    ("tutorial.3", "machine myhost.mydomain.com\nlogin userlogin\npassword secretword\n"),
    ("setup.sh", "curl -H 'Cookie: userpwd=\(Sample.encoded("joe:" + "secret"))'"),
    (
      "tests/data/test1933",
      "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/s3/aws4_request, Signature=\(Sample.hex(64))"
    ),
  ]

  @Test(arguments: ignored.indices)
  func `a login of an example is not told`(index: Int) throws {
    let (path, text) = Self.ignored[index]
    #expect(try findings(in: text, path: path).map(\.rule) == [], "\(path): \(text)")
  }

  private static let told: [(path: RepositoryPath, text: String, severity: Severity)] = [
    ("client.c", basic("deploy:\(password)"), .error), ("client.c", basic("deploy:harbormaster"), .warning),
    ("tests/client.c", basic("deploy:\(random)"), .warning), ("tests/client.c", basic("deploy:\(password)"), .note),
    ("app.py", "postgres://shop:\(password)@db.corp.io/shop", .error),
    ("app.py", "postgres://shop:\(random)@host/shop", .warning),
    ("tests/app.py", "postgres://shop:\(random)@db.corp.io/shop", .warning),
    ("tests/app.py", "postgres://shop:\(password)@db.corp.io/shop", .note),
    ("docs/manual.rst", "postgres://shop:\(password)@db.corp.io/shop", .note),
    (".netrc", "machine git.corp.io login bot password \(password)\n", .error),
  ]

  @Test(arguments: told.indices)
  func `a password of somebody is told, in a test and a manual as a note unless chance made it`(index: Int) throws {
    let (path, text, severity) = Self.told[index]
    #expect(try findings(in: text, path: path).map(\.severity) == [severity], "\(path): \(text)")
  }

  @Test func `a password in a URL is judged by what its escapes say, and told where it stands`() throws {
    for password in [
      "p%61ssword", "%70%61%73%73", "%3Cpassword%3E", "%24%7BDB_PASSWORD%7D", "%7B%7B%20pw%20%7D%7D", "ch%61ngeme",
      "%25s",
    ] {
      #expect(try findings(in: "db = postgres://app:\(password)@db.corp.io/app", path: "a.conf").isEmpty, "\(password)")
    }
    let password = "gr%40vel%21" + "Tul1p%23x"
    let found = try findings(in: "db = postgres://app:\(password)@db.corp.io/app", path: "a.conf")
    #expect(found.map(\.rule) == ["url-password"])
    #expect(found.compactMap(Extent.init) == [Extent(line: 1, column: 21, endLine: 1, endColumn: 21 + password.count)])
    #expect(URLPassword.unescaped(Array("a%2fb%zz%4".utf8)[...]).elementsEqual("a/b%zz%4".utf8))
  }

  @Test func `a private key in a test is a note, and in an example a warning`() throws {
    let key = PrivateKeySample.block("PRIVATE KEY")
    #expect(try findings(in: key, path: "tests/certs/server.key").map(\.severity) == [.note])
    #expect(try findings(in: key, path: "examples/server.key").map(\.severity) == [.warning])
    #expect(try findings(in: key, path: "deploy/server.key").map(\.severity) == [.error])
  }

  @Test func `tables of numbers are searched whole`() throws {
    let text = (0..<20_000).map { "0.0\($0) " }.joined()
    #expect(try findings(in: text, path: "data.txt").map(\.message) == [])
  }
}
