BBBB BBBB
BB BBBBB
  XXXX gettext(u'Looks like personal data') XXXXX
  XXX XXXXXXXXXXXXXXXX
    BBB BBBB BB BBBBBXXXXXXXXXXXXXXXXXXXXXX XXXXX XXXXXXXXXXXXXXXXXXXXXXXBBBBBB
  XXXXX
  XXX gettext(u'These are blacked out in the proposal below. Read all of it: what was missed is for you to find.') XXXX
BBBB
  XXX gettext(u'Nothing that looks like personal data was found. Read all of it: what was missed is for you to find.') XXXX
BBBBB
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
