import GateModel

extension SecretRule.Family {
  static let aws = Self("aws", "Deactivate and delete it in the IAM console, or with `aws iam delete-access-key`.")
}

extension SecretRule {
  private static let awsIdentifiers = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"

  static let aws: [SecretRule] = [
    SecretRule(
      "aws-access-key-id", "AWS access key id", .aws, anchors: ["AKIA", "ASIA", "ABIA", "ACCA"],
      match: .prefixed(then: 16, of: .upperAlphanumeric), verify: [.awsAccount, .entropy(2.6)],
      source: awsIdentifiers,
      examples: {
        .token(
          "AK" + "IA", Sample.base32(16), alsoFinds: ["key: \u{ab}\("AS" + "IA" + Sample.base32(16, seed: 3))\u{bb}"],
          alsoIgnores: ["AKIA" + "IOSFODNN7EXAMPLE", "AKIA" + "XXXXXXXXXXXXXXXX", "TODAYINASIAASACKOFRICEISCHEAP"])
      }),
    SecretRule(
      "aws-legacy-key-id", "AWS access key id", .aws, anchors: ["A3T"],
      match: .prefixed(then: 17, of: .upperAlphanumeric),
      verify: [.random, .entropy(3)], source: awsIdentifiers, examples: { .token("A3" + "T", Sample.upper(17)) }),
    SecretRule(
      "aws-secret-access-key", "AWS secret access key", .aws,
      anchors: Anchor.ignoringCase([
        "secret_access_key", "secretaccesskey", "secret_key", "secretkey", "aws_secret", "secret-access-key",
      ]),
      match: .assigned(to: [], then: 40...40, of: .base64), verify: [.mixedAlphabet, .entropy(4)],
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
      examples: {
        .assignment(
          "aws_secret" + "_access_key", Sample.base64(40, seed: 5),
          alsoIgnores: [
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY", "secret_key = " + Sample.hex(40),
          ])
      }),
    SecretRule(
      "aws-secret-key-beside-id", "AWS secret access key", .aws, anchors: ["AKIA", "ASIA"],
      match: .pattern(
        #"A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])(?:[^\r\n]{0,160}(?:\r?\n|\\n)){0,10}?[^\r\n]{0,120}?(?<![A-Za-z0-9/+_-])((?![0-9a-f]{40})[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_-])"#,
        before: 0, after: 700), verify: [.mixedAlphabet, .entropy(4), .random],
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
      examples: {
        let id = "AK" + "IA" + Sample.base32(16)
        let secret = Sample.base64(40, seed: 5)
        return Examples(
          finds: [
            "deploy,\(id),\u{ab}\(secret)\u{bb}\n", "id: \(id)\n\n# and\nsecret: \u{ab}\(secret)\u{bb}\n",
            "s3://\(id):\u{ab}\(secret)\u{bb}@bucket",
          ],
          ignores: [secret, "\(id)\n" + String(repeating: "\n", count: 11) + secret, "\(id) \(Sample.hex(40))"])
      }),
    SecretRule(
      "aws-session-token", "AWS session token", .aws, anchors: ["FwoGZXIvYXdz", "IQoJb3JpZ2lu"],
      match: .prefixed(then: 100...4_000, of: ByteClass("0-9A-Za-z+/=")), severity: .warning,
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
      examples: { .token("IQoJ" + "b3JpZ2lu", Sample.base64(250)) }),
    SecretRule(
      "aws-mws-token", "Amazon MWS authentication token", .aws, anchors: ["amzn.mws."],
      match: .shape(Shape(pieces: Piece.uuid)),
      source: "https://developer-docs.amazon.com/sp-api/docs/", examples: { .token("amzn" + ".mws.", Sample.uuid()) }),
    SecretRule(
      "aws-bedrock-key", "AWS Bedrock API key", .aws, anchors: ["ABSK"],
      match: .prefixed(then: 109...269, of: ByteClass("0-9A-Za-z+/=")),
      verify: [.entropy(4), .base64Marked(prefix: 4, "bedrockapikey-")],
      source: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html",
      examples: {
        .token(
          "AB" + "SK",
          Sample.encoded("BedrockAPIKey-\(Sample.lower(4))-at-\(Sample.digits(12)):" + Sample.alphanumeric(47)))
      }),
    SecretRule(
      "aws-bedrock-short-key", "AWS Bedrock short-term API key", .aws,
      anchors: ["bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t"],
      match: .prefixed(then: 60...8_000, of: .anyBase64), severity: .warning,
      source: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html",
      examples: { .token("bedrock-api-key-" + "YmVkcm9jay5hbWF6b25hd3MuY29t", Sample.base64(150)) }),
    SecretRule(
      "aws-appsync-key", "AWS AppSync API key", .aws, anchors: ["da2-"],
      match: .prefixed(then: 26, of: .lowerAlphanumeric),
      source: "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
      examples: { .token("da" + "2-", Sample.lower(26)) }),
  ]
}
