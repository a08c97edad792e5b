/** What posts show in any language: amounts, lines of credentials, struck-out rows, tables, years. */
import type { PostPack } from './contract.ts'

export const posts: PostPack = {
  language: 'any',
  words: {},
  rules: [
    {
      id: 'any.post.amount',
      cue: 'amount',
      pattern:
        '(?:[$€£₽] ?\\d[\\d.,]{0,9}k?|\\d[\\d.,]{0,9}(?: \\d{3})?k? ?[$€£₽]|\\d[\\d.,]{0,9}(?: \\d{3})?k? ?(?:btc|xmr|usdt|eth|ltc|usd|eur|euros?|rub|руб|бакс\\p{L}{0,3}|долл\\p{L}{0,6}|евро|balles|boules|bucks?|quid|dollars?|тыс))',
      fires: '1 300 € or $90',
      spares: 'in 1300 there were 90 houses',
    },
    {
      id: 'any.post.ulp-line',
      cue: 'ulp-line',
      pattern:
        '(?:https?:\\/\\/[^\\s:|;]{3,120}(?::\\d{2,5})?[^\\s:|;]{0,80}|[a-z0-9-]{1,40}(?:\\.[a-z0-9-]{1,40}){1,4})[:|;][^\\s:|;]{2,80}[:|;][^\\s|;]{3,60}|[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,40}(?:\\.[a-z0-9-]{1,40}){1,4}[:|;][^\\s:|;@]{3,60}',
      fires: 'https://rdv.example.org/login:someone@example.org:Fictif',
      spares: 'https://example.org/path and a word',
    },
    {
      id: 'any.post.redacted',
      cue: 'redacted',
      pattern:
        '(?:\\p{L}{0,12}\\*{3,}(?:@[a-z0-9.-]+)?|[\\p{L}\\p{N}]{0,4}[x█▒•]{4,}|\\p{L}\\.{3}\\p{L}?|\\p{L}{1,3}-\\*{2,}|\\.{3}\\d{3,4}|\\d[\\d ]{1,8}(?:\\*\\*|xx|••)[\\d*x• ]{0,12})',
      fires: 'r***@example.org and AB-***-CD',
      spares: 'Rose at the fair',
    },
    {
      id: 'any.post.table-rows',
      cue: 'sample',
      pattern:
        '[^\\s|;][^|;\\n]{0,40}(?: ?[|;,] ?[^|;,\\n]{1,40}){2,8}\\n[^\\s|;][^|;\\n]{0,40}(?: ?[|;] ?[^|;\\n]{1,40}){2,8}',
      fires: '01|F.|1951|aide\n02|E.|1947|repas',
      spares: 'one; two; three',
    },
    {
      id: 'any.post.sql',
      cue: 'data',
      pattern:
        '(?:insert into|create table|phpmyadmin|mysqldump|pg_dump|copy \\p{L}+ from stdin|varchar\\(|primary key)',
      fires: 'CREATE TABLE `usagers`',
      spares: 'we create tables of oak',
    },
    {
      id: 'any.post.handle',
      cue: 'contact',
      pattern:
        '(?:(?<![\\p{L}\\p{N}.])@[a-z][a-z0-9_]{4,31}|t\\.me\\/[a-z0-9_+]{3,}|[a-z0-9._-]{2,32}@(?:xmpp|jabber|exploit|thesecure|jabb)\\.[a-z]{2,8}|[0-9a-f]{64,76})',
      fires: 'write to @acheteur_fictif',
      spares: 'mail to someone at the desk',
    },
    {
      id: 'any.post.url',
      cue: 'link',
      pattern: '(?:https?:\\/\\/\\S{3,200}|magnet:\\?\\S{3,100}|[a-z0-9-]{2,40}\\.onion\\S{0,80})',
      fires: 'https://drop.example/pf',
      spares: 'drop it here',
    },
    {
      id: 'any.post.volume',
      cue: 'data',
      pattern:
        '\\d[\\d.,]{0,9}(?: \\d{3})? ?(?:k|кк?|m|mln|млн|тыс|millions?|mb|gb|tb|mo|go|ko|гб|мб|гиг\\p{L}{0,2}|lines?|rows?|records?|lignes?|строк|записей|users?|emails?)',
      fires: '48k rows',
      spares: 'the 48 of them',
    },
    {
      id: 'any.post.arrow-price',
      cue: 'lookup',
      pattern: '\\p{L}[\\p{L} ()+]{1,40}(?:➜|→|->|=>|➔|»)[^\\n]{2,60}',
      fires: 'plaque ➜ propriétaire 25',
      spares: 'a plate with an owner',
    },
    {
      id: 'any.post.forum-head',
      cue: 'data',
      pattern: '(?:\\[(?:db|database|leak|dump|fr|france|selling|sell|vente|free|gov)\\])',
      fires: '[DATABASE] [FR]',
      spares: 'a data list',
    },
    {
      id: 'any.post.percent-done',
      cue: 'deadline',
      pattern: '(?:published|publie|leaked|опубликовано|выложено) ?:? ?\\d{1,3} ?%',
      fires: 'Published: 30 %',
      spares: '30 % of the town',
    },
    {
      id: 'any.post.page-price',
      cue: 'page-price',
      pattern:
        '(?:extend|delete|destroy|download|remove|prolonger|supprimer|telecharger|detruire|prodlit|продлить|удалить|скачать)[^:\\n\\]]{0,24}[:-] ?[$€]? ?\\d[\\d ,.]*',
      fires: '[ Supprimer : 250 000 ]',
      spares: 'delete the file by noon',
    },
    {
      id: 'any.post.price-buttons',
      cue: 'page-price',
      pattern:
        '\\[[^\\]\\n]{2,40}\\d[\\d ,.]{0,12}k?[^\\]\\n\\d]{0,6}\\](?:\\s{0,3}\\[[^\\]\\n]{2,40}\\d[\\d ,.]{0,12}k?[^\\]\\n\\d]{0,6}\\])',
      fires: 'Example Ltd [Add 24 h — $5,000] [Destroy all — $300,000]',
      spares: '[database] [leak 2021] rows',
    },
    {
      id: 'any.post.bare-amount',
      cue: 'bare-amount',
      pattern:
        "(?:(?:for|at|now|from|asking|about|around|want|a|pour|contre|demande|minimum|mini|des|за|по|от|цена|прошу|хочу|price|prix|tarif) ?:? ?\\d{2,5}(?:[.,]\\d)?k?(?! ?(?:rows?|lines?|lignes?|records?|строк|people|users?|days?|hours?|jours?|heures?|h|min|ans|years?|лет|чел|fiches|comptes|accounts|personnes|gb|go|mb|%|:|\\/|-|\\d))|\\d{2,5}k? (?:minimum|mini|min|flat|firm|ferme|each|piece|l'un|l'une|le tout|le lot|for (?:it|all|both|everything|the)|takes|or nothing|net|фикс|за все|за штуку|штука|и забирай|ou rien|et c'est|max)|(?:^|[.!,;\\n] ?)\\d{2,4}(?:k)?(?=[.!,]? ?(?:$|\\n))|0[.,]\\d{1,4}(?! ?(?:%|s|ms|gb|go)))",
      fires: 'I want 700 for it',
      spares: 'for 30 years he served 1200 people',
    },
  ],
}
