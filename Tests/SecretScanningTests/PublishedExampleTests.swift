import GateModel
import Testing

@testable import SecretScanning

/// What providers print in their documentation. In parts, for other scanners take them for secrets.
@Suite struct PublishedExampleTests {
  @Test(arguments: [
    ["AKIAIOSFODN", "N7EXAMPLE"],
    ["AKIAI44QH8D", "HBEXAMPLE"],
    ["wJalrXUtnFE", "MI/K7MDENG/", "bPxRfiCYEXA", "MPLEKEY"],
    ["sk_test_4eC", "39HqLyjWDar", "jtT1zdp7dc"],
    ["sk_test_BQo", "kikJOvBiI2H", "lWgH4olfQ2"],
    ["gho_16C7e42", "F292c6912E7", "710c838347A", "e178B4a"],
    ["ghp_16C7e42", "F292c6912E7", "710c838347A", "e178B4a"],
    ["xoxb-176536", "72481-19874", "698323-pdFZ", "KVeTuE8sk7o", "OcHrzqqgy"],
    ["110201543:A", "AHdqTcvCH1v", "GWJxfSeofSA", "s0K5PALDsaw"],
    ["MTk4NjIyNDg", "zNDcxOTI1Mj", "Q4.Cl2FMQ.Z", "nCjm1XVW7vR", "ze4b7Cq4se7", "kKWs"],
    ["AIzaSyDaGmW", "Ka4JsXZ-HjG", "w7ISLn_3nam", "BGewQe"],
    ["access-sand", "box-de3ce8e", "f-33f8-452c", "-a685-86710", "31fc0f6"],
    ["AGE-SECRET-", "KEY-1GFPYYS", "JZGFPYYSJZG", "FPYYSJZGFPY", "YSJZGFPYYSJ", "ZGFPYYSJZGF", "PQ4EGAEX"],
    ["SUACSSL3UAH", "UDXKFSNVUZR", "F5UHPMWZ6BF", "DTJ7M6USDXI", "EDNPPQYYYCU", "3VY"],
    ["5HueCGU8rMj", "xEXxiPuD5BD", "ku4MkFqeZyd", "4dZ1jvhTVqv", "bTLvyTJ"],
    ["6LeIxAcTAAA", "AAGG-vFI1Tn", "RWxMZNFuojJ", "4WifJWe"],
    ["07401b.f395", "accd246ae52", "d"],
    ["sktsec_t_--", "RAN5U4ivauy", "4w37-6aoKyY", "PDt5ZbaT5JB", "VMqiwKo_api"],
    ["sb_secret_N", "7UND0UgjKTV", "K-Uodkm0Hg_", "xSvEMPvz"],
    [
      "SWMTKN-1-49", "nj1cmql0jkz", "5s954yi3oex", "3nedyz0fb0x", "x14ie39trti", "4wxv-8vxv8r", "ssmk743ojnw",
      "acrr2e7c",
    ],
    [
      "eyJ0eXAiOiJ", "KV1QiLA0KIC", "JhbGciOiJIU", "zI1NiJ9.eyJ", "pc3MiOiJqb2", "UiLA0KICJle", "HAiOjEzMDA4",
      "MTkzODAsDQo", "gImh0dHA6Ly", "9leGFtcGxlL", "mNvbS9pc19y", "b290Ijp0cnV", "lfQ.dBjftJe", "Z4CVP-mB92K",
      "27uhbUJU1p1", "r_wW1gFWFOE", "jXk",
    ],
  ])
  func `an example of a documentation is no secret`(parts: [String]) throws {
    let example = parts.joined()
    for text in ["\(example)\n", "api_key = \"\(example)\"\n", "curl -H 'Authorization: Bearer \(example)'"] {
      #expect(try findings(in: text).isEmpty, "\(text)")
    }
  }

  @Test(arguments: [
    "MNEM" + "ONIC=\"myth like bonus scare over" + " problem client lizard pioneer submit female collect\"",
    "PRIVATE" + "_KEY=0x" + "4c0883a69102937d" + "6231471b5dbb6204" + "fe5129617082792a" + "e468d01a3f362318",
    "recaptcha_secret" + "_key: 6LeIxAc" + "TAAAAAGG-vFI1TnR" + "WxMZNFuojJ4WifJWe",
    "[Interface]\nPrivate" + "Key = yAnz5TF+lXXJ" + "te14tji3zlMNq+hd" + "2rYUIgJBgB3fBmk=\n",
    "kubeadm join 10.0.0.1:6443 --token 07401b" + ".f395accd246ae52d",
  ])
  func `what everybody has is no secret`(text: String) throws {
    #expect(try findings(in: text).isEmpty)
  }
}
