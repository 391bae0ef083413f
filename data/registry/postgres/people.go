package postgres

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"jianban/data"
)

// grants are what the groups of a registry's people may do.
//
//go:embed grants.sql
var grants string

const personColumns = `SELECT p.role, p.name, p.kind, coalesce(p.unit_id, 0), coalesce(u.name, '') FROM ` + Schema + `.people AS p LEFT JOIN ` + Schema + `.units AS u ON u.id = p.unit_id `

func person(scan func(...any) error) (p data.Person, err error) {
	err = scan(&p.User, &p.Name, &p.Kind, (*int64)(&p.Unit.ID), &p.Of)
	p.Unit.Name = p.Of
	return p, err
}

// Me is who is connected; nil where that is nobody of the registry's people, as its
// owner is.
func Me(ctx context.Context, q Queryer) (*data.Person, error) {
	p, err := person(q.QueryRowContext(ctx, personColumns+"WHERE p.role = session_user::text").Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &p, err
}

// People are all people, by name.
func People(ctx context.Context, q Queryer) (all []data.Person, err error) {
	rows, err := q.QueryContext(ctx, personColumns+"ORDER BY p.name")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		p, err := person(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// Owner is who owns the registry, and whether that is who is connected.
func Owner(ctx context.Context, q Queryer) (name string, me bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT pg_get_userbyid(nspowner), pg_has_role(session_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = '"+Schema+"'").Scan(&name, &me)
	return name, me, err
}

// quoted is a name as SQL takes it; literal a text.
func quoted(name string) string  { return pgx.Identifier{name}.Sanitize() }
func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// database is the name and the number of the database. The number is in the names
// of its groups and in what is noted of roles that it made, so that another registry
// on the same server has its own.
func database(ctx context.Context, q Queryer) (name string, number int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT datname, oid::bigint FROM pg_database WHERE datname = current_database()").Scan(&name, &number)
	return name, number, err
}

func group(number int64, kind data.PersonKind) string {
	return fmt.Sprintf("%s%d_%s", data.UserPrefix, number, kind)
}

func madeBy(number int64) string { return fmt.Sprintf("jianban %d", number) }

// roleThere tells whether a role is there, and what is noted of it.
func roleThere(ctx context.Context, q Queryer, role string) (there bool, note string, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(shobj_description(oid, 'pg_authid'), '') FROM pg_roles WHERE rolname = ?", role).Scan(&note)
	if errors.Is(err, sql.ErrNoRows) {
		return false, "", nil
	}
	return err == nil, note, err
}

// Grant gives the groups of people what they may do, in the caller's transaction.
// make says whether groups are made that are not there; where not, a registry that
// has no people yet is passed over.
func Grant(ctx context.Context, q Queryer, make bool) error {
	name, number, err := database(ctx, q)
	if err != nil {
		return err
	}
	names := []string{"{database}", quoted(name)}
	for _, kind := range data.PersonKinds {
		role := group(number, kind)
		there, _, err := roleThere(ctx, q, role)
		if err != nil || !there && !make {
			return err
		}
		if !there {
			if err := makeRole(ctx, q, number, role, "NOLOGIN"); err != nil {
				return err
			}
		}
		names = append(names, "{"+string(kind)+"}", quoted(role))
	}
	_, err = q.ExecContext(ctx, strings.NewReplacer(names...).Replace(grants))
	return err
}

func makeRole(ctx context.Context, q Queryer, number int64, role, with string) error {
	_, err := q.ExecContext(ctx, "CREATE ROLE "+quoted(role)+" NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "+with+"; COMMENT ON ROLE "+quoted(role)+" IS "+literal(madeBy(number)))
	return err
}

// ErrTaken says that the server has a role of the person's name already.
var ErrTaken = errors.New("the role is there already")

// AddPerson makes a person's role, in the caller's transaction.
func AddPerson(ctx context.Context, q Queryer, p data.Person, password string) error {
	if _, err := q.ExecContext(ctx, "LOCK TABLE "+Schema+".people IN EXCLUSIVE MODE"); err != nil {
		return err
	}
	if err := Grant(ctx, q, true); err != nil {
		return err
	}
	if there, _, err := roleThere(ctx, q, p.User); err != nil || there {
		return errors.Join(err, ErrTaken)
	}
	verifier, err := scram(password)
	if err != nil {
		return err
	}
	_, number, err := database(ctx, q)
	if err != nil {
		return err
	}
	if err := makeRole(ctx, q, number, p.User, "LOGIN PASSWORD "+literal(verifier)+" IN ROLE "+quoted(group(number, p.Kind))); err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, "INSERT INTO "+Schema+".people (role, name, kind, unit_id) VALUES (?, ?, ?, nullif(?, 0))", p.User, p.Name, string(p.Kind), int64(p.Unit.ID))
	return err
}

// ChangePerson makes a person of a registry another kind or of another unit, in the
// caller's transaction: from is as it is now, to has the same User.
func ChangePerson(ctx context.Context, q Queryer, from, to data.Person) error {
	if err := Grant(ctx, q, true); err != nil {
		return err
	}
	_, number, err := database(ctx, q)
	if err != nil {
		return err
	}
	if from.Kind != to.Kind {
		if _, err := q.ExecContext(ctx, "REVOKE "+quoted(group(number, from.Kind))+" FROM "+quoted(from.User)+"; GRANT "+quoted(group(number, to.Kind))+" TO "+quoted(from.User)); err != nil {
			return err
		}
	}
	_, err = q.ExecContext(ctx, "UPDATE "+Schema+".people SET kind = ?, unit_id = nullif(?, 0) WHERE role = ?", string(to.Kind), int64(to.Unit.ID), from.User)
	return err
}

// ErrForeign says that a role was not made for this registry, which so does not set
// its password.
var ErrForeign = errors.New("the role was not made here")

// SetPassword gives a person another password, in the caller's transaction.
func SetPassword(ctx context.Context, q Queryer, p data.Person, password string) error {
	there, note, err := roleThere(ctx, q, p.User)
	if err != nil {
		return err
	}
	_, number, err := database(ctx, q)
	if err != nil {
		return err
	}
	if !there || note != madeBy(number) || !strings.HasPrefix(p.User, data.UserPrefix) {
		return ErrForeign
	}
	verifier, err := scram(password)
	if err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, "ALTER ROLE "+quoted(p.User)+" PASSWORD "+literal(verifier))
	return err
}

// RemovePerson takes a person's rights away and drops the role, in the caller's
// transaction; a role that this registry did not make stays, without its rights here.
func RemovePerson(ctx context.Context, q Queryer, p data.Person) (dropped bool, err error) {
	if _, err := q.ExecContext(ctx, "DELETE FROM "+Schema+".people WHERE role = ?", p.User); err != nil {
		return false, err
	}
	there, note, err := roleThere(ctx, q, p.User)
	if err != nil || !there {
		return false, err
	}
	_, number, err := database(ctx, q)
	if err != nil {
		return false, err
	}
	if _, err := q.ExecContext(ctx, "REVOKE "+quoted(group(number, p.Kind))+" FROM "+quoted(p.User)); err != nil {
		return false, err
	}
	if note != madeBy(number) || !strings.HasPrefix(p.User, data.UserPrefix) {
		return false, nil
	}
	_, err = q.ExecContext(ctx, "DROP ROLE "+quoted(p.User))
	return err == nil, err
}

// Disconnect ends the sessions of a role that is gone; where this user may not, they
// have no rights any more.
func Disconnect(ctx context.Context, q Queryer, role string) error {
	_, err := q.ExecContext(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?", role)
	if Refused(err).Kind == Forbidden {
		return nil
	}
	return err
}

// scram is what the server keeps of a password (RFC 5802, 7677), so that the password
// itself never comes to it nor into its log.
func scram(password string) (string, error) {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	const rounds = 4096
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", err
	}
	keyed := func(word string) []byte {
		h := hmac.New(sha256.New, salted)
		h.Write([]byte(word)) // a hash never fails to take a write
		return h.Sum(nil)
	}
	stored := sha256.Sum256(keyed("Client Key"))
	text := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rounds, text(salt), text(stored[:]), text(keyed("Server Key"))), nil
}
