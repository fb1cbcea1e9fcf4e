import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button, Dialog, DialogTrigger, Modal, ModalOverlay } from 'react-aria-components';
import { keepPeopleQuery, materialQuery } from '../api/capture.ts';
import { meQuery, type Me } from '../api/me.ts';
import { useWords } from '../i18n/use-words.ts';
import { readScope } from '../state/scope.ts';
import { useOnline } from '../state/online.ts';
import { useSending } from '../state/outbox.ts';
import styles from './frame.module.css';
import { type PageLink, pageLinks } from './pages.ts';
import { Preferences } from './preferences.tsx';

/** What stands around every page of somebody who is signed in. */
export function Frame(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { pathname } = useLocation();
  const isOnline = useOnline();
  const main = useRef<HTMLElement>(null);
  const links = me === undefined ? [] : pageLinks.filter(({ roles }) => roles.includes(me.role));
  const isFirstPage = useRef(true);
  useEffect(() => {
    if (isFirstPage.current) isFirstPage.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);
  const user = me?.user_id ?? null;
  useSending(user, isOnline);
  // What a rep needs to log without a connection is fetched while there is one.
  const logs = me?.role === 'rep' && isOnline;
  useQuery({ ...keepPeopleQuery, enabled: logs });
  useQuery({ ...materialQuery, enabled: logs });
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        {t('frame.skip')}
      </a>
      <header className={styles['side']} data-print="no">
        <div className={styles['brand']}>
          Tacto
          <span className={styles['organisation']}>{me?.organization.name ?? '\u00a0'}</span>
        </div>
        <nav aria-label={t('frame.navigation')}>
          <ul role="list" className={styles['links']}>
            {links.map((link) => (
              <li key={link.to}>
                <Link to={link.to} search={readScope} className={styles['link']}>
                  <Icon path={link.icon} />
                  {t(link.label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles['foot']}>
          <Preferences name={me?.name ?? ''} />
        </div>
      </header>
      <div>
        {isOnline ? null : (
          <p className={styles['offline']} role="status">
            {t('frame.offline')}
          </p>
        )}
        <main id="content" className={styles['main']} ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {me === undefined ? null : <Bar me={me} links={links} />}
    </div>
  );
}

/** The pages on a phone: the first few, the others behind “More”. */
function Bar({ me, links }: { readonly me: Me; readonly links: readonly PageLink[] }): ReactNode {
  const { t } = useWords();
  const first = links.filter((link) => link.first?.includes(me.role) === true);
  const others = links.filter((link) => !first.includes(link));
  return (
    <nav className={styles['bar']} aria-label={t('frame.navigation')} data-print="no">
      {first.map((link) => (
        <Link key={link.to} to={link.to} search={readScope} className={styles['tab']}>
          <Icon path={link.icon} />
          {t(link.label)}
        </Link>
      ))}
      <DialogTrigger>
        <Button className={styles['tab']!}>
          <Icon path="M5 12v.01M12 12v.01M19 12v.01" />
          {t('frame.more')}
        </Button>
        <ModalOverlay className={styles['veil']!} isDismissable>
          <Modal className={styles['sheet']!}>
            <Dialog aria-label={t('frame.more')}>
              {({ close }) => (
                <>
                  <ul role="list" className={styles['links']}>
                    {others.map((link) => (
                      <li key={link.to}>
                        <Link to={link.to} search={readScope} className={styles['link']} onClick={close}>
                          <Icon path={link.icon} />
                          {t(link.label)}
                        </Link>
                      </li>
                    ))}
                  </ul>
                  <div className={styles['foot']}>
                    <Preferences name={me.name} />
                  </div>
                </>
              )}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
    </nav>
  );
}

/** A drawing in lines, for the eye only: its name stands beside it. */
export function Icon({ path }: { readonly path: string }): ReactNode {
  return (
    <svg className={styles['icon']} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
