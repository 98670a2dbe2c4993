/** Domains where anybody has a mailbox: sharing one says nothing. */
const FREE = new Set(
  `gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com
  mac.com mail.com mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru gmx.com gmx.net gmx.de web.de
  t-online.de orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it proton.me protonmail.com pm.me
  tutanota.com zoho.com qq.com 163.com 126.com sina.com sohu.com foxmail.com aliyun.com naver.com daum.net hanmail.net
  rediffmail.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
  yahoo.co.uk yahoo.co.in yahoo.fr hotmail.co.uk hotmail.fr btinternet.com`.split(/\s+/),
);

/** The domain of an address for mail, as a key. Null where it is no address or anybody's domain. */
export function domainKey(text: string): string | null {
  const domain = /@([a-z0-9-]+(?:\.[a-z0-9-]+)+)\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null;
  return domain === null || FREE.has(domain) ? null : `D${domain}`;
}
